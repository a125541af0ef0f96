package org.rollcall.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.rollcall.contracts.NotificationEvent.EmailFailed;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.contracts.WeekAssessed.Outcome;

/** What others publish about a student; the weeks of the autumn are numbered from 1. */
public final class Stories {

    public static final String YEAR = "2026/27";
    public static final String PROGRAMME = "BSC-CS";
    public static final String FACULTY = "FCS";

    private static final LocalDate WEEK_1 = LocalDate.parse("2026-09-28");
    private static final Instant RAISED_AT = Instant.parse("2026-10-07T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-10-09T10:15:00Z");

    private Stories() {}

    public static LocalDate week(int number) {
        return WEEK_1.plusWeeks(number - 1L);
    }

    public static ThresholdReached contact(String student, int week) {
        return contact(student, PROGRAMME, week);
    }

    public static ThresholdReached contact(String student, String programme, int week) {
        return reached(student, programme, "one-week", "3", Action.CONTACT, week);
    }

    public static ThresholdReached interview(String student, int week) {
        return interview(student, PROGRAMME, week);
    }

    public static ThresholdReached interview(String student, String programme, int week) {
        return reached(student, programme, "four-weeks", "5", Action.INTERVIEW, week);
    }

    public static ThresholdRescinded rescinded(ThresholdReached raised) {
        return new ThresholdRescinded(
                raised.thresholdId(),
                raised.studentId(),
                raised.programmeCode(),
                raised.academicYear(),
                raised.step(),
                raised.clause(),
                raised.action(),
                raised.asOfWeek(),
                raised.missedWeeks(),
                raised.policyVersion(),
                raised.raisedAt(),
                raised.revision() + 1,
                LATER,
                ThresholdRescinded.Reason.ABSENCE_AUTHORISED);
    }

    public static WeekAssessed attended(String student, int week) {
        return assessed(student, week(week), Outcome.ATTENDED, 1);
    }

    public static WeekAssessed assessed(String student, LocalDate week, Outcome outcome, int revision) {
        return new WeekAssessed(student, PROGRAMME, YEAR, week, outcome, 6, 1, 0, 0, 0, 0, "2026.1", revision);
    }

    public static EmailSent sent(ThresholdEvent because) {
        return new EmailSent(
                "email-" + because.thresholdId(),
                because.studentId(),
                template(because),
                eventId(because),
                "<1@rollcall.example>",
                LATER);
    }

    public static EmailFailed failed(ThresholdEvent because) {
        return new EmailFailed(
                "email-" + because.thresholdId(),
                because.studentId(),
                template(because),
                eventId(because),
                "<1@rollcall.example>",
                LATER);
    }

    /** As notification-service names the e-mail to the student. */
    private static String template(ThresholdEvent because) {
        return switch (because.action()) {
            case CONTACT -> "circumstances";
            case INTERVIEW -> "interview-required";
        };
    }

    /** The {@code ce_id} of the event that says this. */
    public static String eventId(ThresholdEvent threshold) {
        return threshold.thresholdId() + "/" + threshold.revision();
    }

    private static ThresholdReached reached(
            String student, String programme, String step, String clause, Action action, int week) {
        return new ThresholdReached(
                ThresholdIds.of(student, YEAR, step, week(week)),
                student,
                programme,
                YEAR,
                step,
                clause,
                action,
                week(week),
                List.of(week(week)),
                "2026.1",
                RAISED_AT,
                1);
    }
}
