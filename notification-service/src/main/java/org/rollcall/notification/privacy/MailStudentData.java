package org.rollcall.notification.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.privacy.Category;
import org.rollcall.chassis.privacy.Holding;
import org.rollcall.chassis.privacy.StudentData;
import org.rollcall.chassis.privacy.Term;

/** What notification-service holds about students. */
@ApplicationScoped
class MailStudentData implements StudentData {

    @Override
    public List<Category> categories() {
        return List.of(
                new Category("students", "To address e-mails by name.", null, List.of(Holding.of("student"))),
                new Category(
                        "e-mails",
                        "To write to students and those who deal with them, once, and to show what was written.",
                        Term.ofYearsAfterTheYear(6),
                        List.of(
                                Holding.of("email"),
                                Holding.of(
                                        "raise",
                                        "threshold_id IN (SELECT threshold_id FROM email WHERE student_id = ?)"),
                                Holding.of(
                                        "appeal",
                                        "appeal_id IN (SELECT event ->> 'appealId' FROM email WHERE student_id = ?)"))),
                new Category(
                        "missed-sessions",
                        "To name in e-mails the sessions that were missed.",
                        Term.ofYearsAfterTheYear(1),
                        List.of(Holding.of("attendance"), Holding.of("authorised_absence"))));
    }

    @Override
    public Map<String, String> aboutNobody() {
        return Map.of(
                "programme", "the programmes and whom to write to",
                "session", "the timetable",
                "admission", "how many e-mails of a template left within the hour",
                "hold", "what the circuit breaker held, and who let it go");
    }
}
