package org.rollcall.cases.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.privacy.Category;
import org.rollcall.chassis.privacy.Holding;
import org.rollcall.chassis.privacy.StudentData;
import org.rollcall.chassis.privacy.Term;
import org.rollcall.chassis.secrecy.Secrets;

/** What case-management holds about students. */
@ApplicationScoped
class CaseStudentData implements StudentData {

    private static final String OF_CASES = "case_id IN (SELECT case_id FROM cases WHERE student_id = ?)";

    /** Those, too, that stayed when the student was erased. */
    private static final String OF_HISTORIES = OF_CASES
            + " OR case_id IN (SELECT unnest(kept) FROM erased_student WHERE student_hash = hash_of_student(?))";

    private final Secrets secrets;

    CaseStudentData(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public List<Category> categories() {
        return List.of(
                new Category(
                        "students",
                        "To know which programme a student is on, and who has to be told of absences.",
                        null,
                        List.of(Holding.of("students"))),
                new Category(
                        "case-files",
                        "To deal with absence as the policy says, fairly and so that it can be shown.",
                        Term.ofYearsAfterTheYear(6),
                        List.of(
                                Holding.of("cases"),
                                Holding.of("thresholds"),
                                Holding.of("threshold_events"),
                                Holding.of("contacts"),
                                Holding.of("weeks"),
                                Holding.of("interviews"),
                                Holding.of("agreements"),
                                Holding.of("decisions"),
                                Holding.of("appeals"),
                                Holding.of("case_texts", OF_CASES)
                                        .opening(
                                                "sealed",
                                                row -> secrets.open(
                                                        row.getBytes("sealed"),
                                                        "case_texts/" + row.getString("case_id") + "/"
                                                                + row.getString("text_id"))),
                                Holding.of("absences")
                                        .opening(
                                                "sealed",
                                                row -> secrets.open(
                                                        row.getBytes("sealed"),
                                                        "absences/" + row.getString("absence_id"))),
                                Holding.of("reportable_events"),
                                Holding.of("reportable_absences"),
                                Holding.of("case_history", OF_HISTORIES),
                                Holding.of("case_history_heads", OF_HISTORIES),
                                Holding.of("casebooks"))));
    }

    @Override
    public Map<String, String> aboutNobody() {
        return Map.of("programmes", "the programmes and their faculties");
    }
}
