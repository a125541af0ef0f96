package org.rollcall.chassis.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What the small service of the chassis' tests holds about students. */
@ApplicationScoped
class RemarkData implements StudentData {

    @Override
    public List<Category> categories() {
        return List.of(new Category(
                "remarks", "To remember what was said.", Term.ofYearsAfterTheYear(1), List.of(Holding.of("remark"))));
    }

    @Override
    public Map<String, String> aboutNobody() {
        return Map.of("taken", "what was consumed", "essays", "what another test keeps");
    }
}
