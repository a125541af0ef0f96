package org.rollcall.notification.email;

import io.quarkus.panache.common.Parameters;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.rollcall.chassis.person.Person;
import org.rollcall.notification.life.Recipient;

/** Whose e-mails a person sees, as a condition on {@link EmailRow}. */
final class EmailBounds {

    static final String CONDITION = """
            (:everyones = true
                or (studentId = :ownId and recipient = :own)
                or studentId in (
                    select b.studentId from StudentBoundsRow b
                    where b.programmeCode in (:programmes) or b.faculty in (:faculties)))
            """;

    private EmailBounds() {}

    static Parameters of(Person person) {
        var bounds = person.bounds();
        return Parameters.with("everyones", bounds.all())
                .and("own", Recipient.STUDENT)
                .and("ownId", Objects.requireNonNullElse(bounds.student(), ""))
                .and("programmes", oneAtLeast(bounds.programmes()))
                .and("faculties", oneAtLeast(bounds.faculties()));
    }

    /** A list of SQL is never empty; no programme and no faculty has a code without characters. */
    private static Set<String> oneAtLeast(Set<String> codes) {
        var some = new HashSet<>(codes);
        some.add("");
        return some;
    }
}
