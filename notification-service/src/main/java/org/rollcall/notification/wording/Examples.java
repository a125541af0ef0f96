package org.rollcall.notification.wording;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.notification.life.Mailing;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.life.Template;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;

/** A student who never was, to show what the mails look like. */
final class Examples {

    private static final Student STUDENT = new Student("S1000001", "Amina", "Okafor", "a.okafor@student.example.ac.uk");
    private static final Programme PROGRAMME = new Programme(
            "BSC-CS", "BSc (Hons) Computer Science", "Dr P. Marsh", "p.marsh@example.ac.uk", "fet-admin@example.ac.uk");
    private static final String YEAR = "2026/27";
    private static final LocalDate FIRST_WEEK = LocalDate.of(2026, 10, 5);
    private static final Instant RAISED = Instant.parse("2026-11-03T00:00:00Z");

    private Examples() {}

    static Letter of(Template template, Wording wording) {
        return switch (template) {
            case CIRCUMSTANCES ->
                letter(wording, template, Recipient.STUDENT, reached("three-weeks", "4", Action.CONTACT, 3));
            case INTERVIEW_REQUIRED -> letter(wording, template, Recipient.STUDENT, interview());
            case SEND_APPOINTMENT -> letter(wording, template, Recipient.ADMIN_OFFICE, interview());
            case CORRECTION -> letter(wording, template, Recipient.STUDENT, rescinded(interview()));
        };
    }

    private static Letter letter(Wording wording, Template template, Recipient recipient, ThresholdEvent event) {
        return wording.write(new Mailing(template, recipient), event, STUDENT, PROGRAMME, RAISED);
    }

    private static ThresholdReached interview() {
        return reached("four-weeks", "5", Action.INTERVIEW, 4);
    }

    private static ThresholdReached reached(String step, String clause, Action action, int weeks) {
        var missed = Stream.iterate(FIRST_WEEK, week -> week.plusWeeks(1))
                .limit(weeks)
                .toList();
        var asOf = missed.getLast();
        return new ThresholdReached(
                ThresholdIds.of(STUDENT.studentId(), YEAR, step, asOf),
                STUDENT.studentId(),
                PROGRAMME.programmeCode(),
                YEAR,
                step,
                clause,
                action,
                asOf,
                missed,
                "2026.1",
                RAISED,
                1);
    }

    private static ThresholdRescinded rescinded(ThresholdReached reached) {
        return new ThresholdRescinded(
                reached.thresholdId(),
                reached.studentId(),
                reached.programmeCode(),
                reached.academicYear(),
                reached.step(),
                reached.clause(),
                reached.action(),
                reached.asOfWeek(),
                reached.missedWeeks(),
                reached.policyVersion(),
                reached.raisedAt(),
                2,
                RAISED,
                ThresholdRescinded.Reason.ATTENDANCE_CORRECTED);
    }
}
