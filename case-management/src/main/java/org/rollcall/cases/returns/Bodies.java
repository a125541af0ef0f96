package org.rollcall.cases.returns;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.cases.directory.Students.Marks;

/** To whom absences are reported, and within how many working days. */
@ApplicationScoped
class Bodies {

    /** UK Visas and Immigration: of sponsored students. */
    static final String UKVI = "UKVI";

    private final Map<String, Integer> workingDays;
    private final int otherwise;

    /**
     * @param workingDays by body
     * @param otherwise for a funding body that is not named; 0 when others are not reported to
     */
    Bodies(
            @ConfigProperty(name = "rollcall.returns.working-days") Map<String, Integer> workingDays,
            @ConfigProperty(name = "rollcall.returns.other-bodies", defaultValue = "10") int otherwise) {
        this.workingDays = Map.copyOf(workingDays);
        this.otherwise = otherwise;
    }

    /** A body that has to be told, within so many working days. */
    record Body(String name, int workingDays) {}

    List<Body> of(Marks marks) {
        var names = new ArrayList<String>();
        if (marks.sponsored()) {
            names.add(UKVI);
        }
        names.addAll(marks.fundingBodies());
        return names.stream()
                .distinct()
                .map(name -> new Body(name, workingDays.getOrDefault(name, otherwise)))
                .filter(body -> body.workingDays() > 0)
                .toList();
    }
}
