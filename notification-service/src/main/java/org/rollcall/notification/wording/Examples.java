package org.rollcall.notification.wording;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.AppealEvent.AppealReceived;
import org.rollcall.contracts.AppealEvent.CompletionOfProceduresIssued;
import org.rollcall.contracts.CaseEvent.AgreementBreached;
import org.rollcall.contracts.CaseEvent.AgreementMade;
import org.rollcall.contracts.CaseEvent.CaseReviewRequired;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;
import org.rollcall.contracts.CaseEvent.InterviewCancelled;
import org.rollcall.contracts.CaseEvent.InterviewMissed;
import org.rollcall.contracts.CaseEvent.InterviewRescheduled;
import org.rollcall.contracts.CaseEvent.InterviewScheduled;
import org.rollcall.contracts.CaseEvent.WithdrawalRecommended;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.notification.life.Mailing;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.life.Template;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;
import org.rollcall.notification.sessions.MissedSession;

/** A student who never was, to show what the mails look like. */
final class Examples {

    private static final Student STUDENT =
            new Student("S1000001", "Amina", "Okafor", "a.okafor@student.example.ac.uk", "BSC-CS");
    private static final Programme PROGRAMME = new Programme(
            "BSC-CS", "BSc (Hons) Computer Science", "Dr P. Marsh", "p.marsh@example.ac.uk", "fet-admin@example.ac.uk");
    private static final String YEAR = "2026/27";
    private static final String CASE = "019a2f4e-6f00-7c41-9d52-0f3b8a6c1e01";
    private static final String DECISION = "019b1c3d-2e40-7f58-b6d7-9a8b7c6d5e04";
    private static final String APPEAL = "019b4e5f-6a70-7182-93a4-b5c6d7e8f905";
    private static final LocalDate FIRST_WEEK = LocalDate.of(2026, 10, 5);
    private static final Instant RAISED = Instant.parse("2026-11-03T00:00:00Z");
    private static final Instant INTERVIEW = Instant.parse("2026-11-17T14:00:00Z");
    private static final Instant MOVED_TO = Instant.parse("2026-11-19T10:30:00Z");
    private static final String UID = "019a5b20-1c80-7a10-8c33-5d2e9b7f4a02@rollcall.example";
    private static final String TERMS = "Attend every session of 5COM1 and 5COM2.\nWrite before, not after, when ill.";
    private static final LocalDate AGREED_FROM = LocalDate.of(2026, 11, 20);
    private static final LocalDate REVIEWED_ON = LocalDate.of(2026, 12, 18);

    private Examples() {}

    static Matter of(Template template) {
        return new Matter(
                new Mailing(template, recipient(template)),
                event(template),
                STUDENT,
                PROGRAMME,
                RAISED,
                MISSED,
                LocalDate.of(2026, 11, 3));
    }

    private static Recipient recipient(Template template) {
        return switch (template) {
            case SEND_APPOINTMENT, PROCESS_RECOMMENDATION -> Recipient.ADMIN_OFFICE;
            case APPOINTMENT_COPY -> Recipient.INTERVIEWER;
            case AGREEMENT_COPY, AGREEMENT_BREACHED_COPY, APPEAL_UPHELD_COPY, CASE_REVIEW -> Recipient.PROGRAMME_LEADER;
            case CIRCUMSTANCES,
                    INTERVIEW_REQUIRED,
                    CORRECTION,
                    APPOINTMENT,
                    APPOINTMENT_MOVED,
                    APPOINTMENT_CANCELLED,
                    INTERVIEW_MISSED,
                    AGREEMENT,
                    AGREEMENT_BREACHED,
                    DECISION_WITHDRAWAL,
                    DECISION_CONTINUE,
                    APPEAL_RECEIVED,
                    APPEAL_UPHELD,
                    APPEAL_NOT_UPHELD,
                    APPEAL_REJECTED_AS_LATE -> Recipient.STUDENT;
        };
    }

    private static Object event(Template template) {
        return switch (template) {
            case CIRCUMSTANCES -> reached("three-weeks", "4", Action.CONTACT, 3);
            case INTERVIEW_REQUIRED, SEND_APPOINTMENT -> interview();
            case CORRECTION -> rescinded(interview());
            case APPOINTMENT, APPOINTMENT_COPY ->
                new InterviewScheduled(
                        CASE,
                        STUDENT.studentId(),
                        PROGRAMME.programmeCode(),
                        YEAR,
                        RAISED,
                        "fet-admin",
                        "I-1",
                        INTERVIEW,
                        INTERVIEW.plusSeconds(1_800),
                        "JP-212",
                        null,
                        "p.marsh",
                        UID,
                        0);
            case APPOINTMENT_MOVED ->
                new InterviewRescheduled(
                        CASE,
                        STUDENT.studentId(),
                        PROGRAMME.programmeCode(),
                        YEAR,
                        RAISED,
                        "fet-admin",
                        "I-1",
                        MOVED_TO,
                        MOVED_TO.plusSeconds(1_800),
                        null,
                        "https://meet.example.ac.uk/5com-p-marsh",
                        "p.marsh",
                        UID,
                        1);
            case APPOINTMENT_CANCELLED ->
                new InterviewCancelled(
                        CASE,
                        STUDENT.studentId(),
                        PROGRAMME.programmeCode(),
                        YEAR,
                        RAISED,
                        "p.marsh",
                        "I-1",
                        MOVED_TO,
                        MOVED_TO.plusSeconds(1_800),
                        null,
                        "https://meet.example.ac.uk/5com-p-marsh",
                        "p.marsh",
                        UID,
                        2);
            case INTERVIEW_MISSED ->
                new InterviewMissed(
                        CASE,
                        STUDENT.studentId(),
                        PROGRAMME.programmeCode(),
                        YEAR,
                        INTERVIEW.plusSeconds(3_600),
                        "p.marsh",
                        "I-1",
                        INTERVIEW,
                        INTERVIEW.plusSeconds(1_800),
                        "JP-212",
                        null,
                        "p.marsh",
                        UID,
                        0);
            case AGREEMENT, AGREEMENT_COPY ->
                new AgreementMade(
                        CASE,
                        STUDENT.studentId(),
                        PROGRAMME.programmeCode(),
                        YEAR,
                        RAISED,
                        "p.marsh",
                        "A-1",
                        1,
                        AGREED_FROM,
                        REVIEWED_ON,
                        TERMS);
            case AGREEMENT_BREACHED, AGREEMENT_BREACHED_COPY ->
                new AgreementBreached(
                        CASE,
                        STUDENT.studentId(),
                        PROGRAMME.programmeCode(),
                        YEAR,
                        RAISED,
                        "case-management",
                        "A-1",
                        2,
                        AGREED_FROM,
                        REVIEWED_ON,
                        TERMS);
            case PROCESS_RECOMMENDATION ->
                new WithdrawalRecommended(
                        CASE, STUDENT.studentId(), PROGRAMME.programmeCode(), YEAR, RAISED, "p.marsh");
            case DECISION_WITHDRAWAL -> decided(FacultyDecisionMade.Decision.WITHDRAW);
            case DECISION_CONTINUE -> decided(FacultyDecisionMade.Decision.CONTINUE);
            case APPEAL_RECEIVED ->
                new AppealReceived(
                        APPEAL,
                        CASE,
                        DECISION,
                        STUDENT.studentId(),
                        Instant.parse("2027-01-29T17:10:00Z"),
                        STUDENT.studentId());
            case APPEAL_UPHELD, APPEAL_UPHELD_COPY, APPEAL_NOT_UPHELD, APPEAL_REJECTED_AS_LATE ->
                new CompletionOfProceduresIssued(
                        APPEAL,
                        CASE,
                        DECISION,
                        STUDENT.studentId(),
                        Instant.parse("2027-02-15T10:20:00Z"),
                        "registry.k.ito");
            case CASE_REVIEW ->
                new CaseReviewRequired(
                        CASE,
                        STUDENT.studentId(),
                        PROGRAMME.programmeCode(),
                        YEAR,
                        RAISED,
                        "case-management",
                        CaseReviewRequired.Reason.THRESHOLD_RESCINDED);
        };
    }

    /** A lecture and a seminar in each week. */
    private static final List<MissedSession> MISSED = Stream.iterate(FIRST_WEEK, week -> week.plusWeeks(1))
            .limit(4)
            .flatMap(week -> Stream.of(
                    missed("Algorithms lecture", "JP-301", week + "T09:00:00Z"),
                    missed("Algorithms seminar", null, week.plusDays(2) + "T13:30:00Z")))
            .toList();

    private static MissedSession missed(String title, @Nullable String room, String startsAt) {
        var start = Instant.parse(startsAt);
        return new MissedSession(title, room, start, start.plusSeconds(3_600));
    }

    private static FacultyDecisionMade decided(FacultyDecisionMade.Decision decision) {
        return new FacultyDecisionMade(
                CASE,
                STUDENT.studentId(),
                PROGRAMME.programmeCode(),
                YEAR,
                Instant.parse("2027-01-20T15:45:00Z"),
                "fet-admin",
                DECISION,
                decision,
                FacultyDecisionMade.Ground.SECOND_AGREEMENT_BREACHED,
                LocalDate.of(2027, 1, 20),
                LocalDate.of(2027, 2, 3),
                "dean.r.osei");
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
