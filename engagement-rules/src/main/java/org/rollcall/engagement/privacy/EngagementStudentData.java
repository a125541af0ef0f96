package org.rollcall.engagement.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.privacy.Category;
import org.rollcall.chassis.privacy.Holding;
import org.rollcall.chassis.privacy.StudentData;
import org.rollcall.chassis.privacy.Term;

/** What engagement-rules holds about students. */
@ApplicationScoped
class EngagementStudentData implements StudentData {

    @Override
    public List<Category> categories() {
        return List.of(
                new Category(
                        "students",
                        "To know which policy applies to whom, and since when.",
                        null,
                        List.of(Holding.of("student"), Holding.of("student_status"))),
                new Category(
                        "engagement",
                        "To assess weeks against the policy, to say which step is reached, and to explain why.",
                        Term.ofYearsAfterTheYear(6),
                        List.of(
                                Holding.of("attendance_fact"),
                                Holding.of("absence"),
                                Holding.of("assessed_week"),
                                Holding.of("raise"),
                                Holding.of("threshold_word"),
                                Holding.of("threshold_mail"),
                                Holding.of("assessment_due"))),
                new Category(
                        "policy-replays",
                        "To see what another policy would have come to, before it is put in force.",
                        Term.ofYears(1),
                        List.of(Holding.of("policy_replay_difference"))));
    }

    @Override
    public Map<String, String> aboutNobody() {
        return Map.of(
                "programme", "the programmes and their faculties",
                "taught_week", "the weeks in which anybody is taught",
                "closed_week", "the weeks that were closed",
                "policies_in_force", "which policies were in force, and since when",
                "policy_replay", "which policies were tried",
                "policy_replay_count", "how many students a policy would concern");
    }
}
