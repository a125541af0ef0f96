package org.rollcall.contracts;

import static org.rollcall.contracts.ContractViolation.Reason.INVALID_INSTANT;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One of every event, from the autumn of one student: what the golden files hold, and the AsyncAPI shows. */
final class Examples {
    private static final String STUDENT = "S1000001";
    private static final String PROGRAMME = "BSC-CS";
    private static final String YEAR = "2026/27";
    private static final String SESSION = "BSC-CS-5COM1-L-2026-10-05";
    private static final Instant NINE = Instant.parse("2026-10-05T08:00:00Z");
    private static final Instant TEN = Instant.parse("2026-10-05T09:00:00Z");

    private static final LocalDate WEEK_1 = LocalDate.parse("2026-10-05");
    private static final LocalDate WEEK_2 = LocalDate.parse("2026-10-12");
    private static final LocalDate WEEK_3 = LocalDate.parse("2026-10-19");
    private static final Instant WEEK_3_CLOSED = Instant.parse("2026-10-28T00:00:04.125Z");

    private static final String CASE = "019a2f4e-6f00-7c41-9d52-0f3b8a6c1e01";
    private static final String INTERVIEW = "019a5b20-1c80-7a10-8c33-5d2e9b7f4a02";
    private static final String INVITATION = INTERVIEW + "@rollcall.example";
    private static final Instant APPOINTMENT = Instant.parse("2026-11-17T14:00:00Z");
    private static final Instant NEW_APPOINTMENT = Instant.parse("2026-11-19T10:30:00Z");
    private static final String AGREEMENT = "019a7d11-88f0-7b6e-a1c4-3e5f7a9b2c03";
    private static final LocalDate AGREED = LocalDate.parse("2026-11-20");
    private static final LocalDate REVIEW = LocalDate.parse("2026-12-18");
    private static final String TERMS = "Attend every session of 5COM1 and 5COM2.\nWrite before, not after, when ill.";
    private static final String DECISION = "019b1c3d-2e40-7f58-b6d7-9a8b7c6d5e04";
    private static final String APPEAL = "019b4e5f-6a70-7182-93a4-b5c6d7e8f905";
    private static final String EMAIL = "019a2f4e-7a30-7d95-8e16-2b4d6f8a0c06";
    private static final String MESSAGE = "<" + EMAIL + "@rollcall.example>";
    private static final String OFFICE = "fet-admin";
    private static final String LEADER = "p.marsh";
    private static final String REGISTRY = "registry.k.ito";
    private static final String CASES = "case-management";
    private static final String APPEALS = "appeals-service";

    private Examples() {}

    static List<Object> all() {
        return List.of(
                new StudentRecord(
                        STUDENT,
                        "Amina",
                        "Okafor",
                        "a.okafor@student.example.ac.uk",
                        PROGRAMME,
                        5,
                        StudentRecord.Status.ENROLLED,
                        null,
                        LocalDate.parse("2026-09-14"),
                        null,
                        true,
                        List.of("SLC")),
                new ProgrammeRecord(
                        PROGRAMME,
                        "BSc (Hons) Computer Science",
                        "FET",
                        "Dr P. Marsh",
                        "p.marsh@example.ac.uk",
                        "fet-admin@example.ac.uk"),
                new StudentCard("0000123456", STUDENT, LocalDate.parse("2026-09-01"), null),
                new TimetableSession(
                        SESSION,
                        "5COM1",
                        "Algorithms lecture",
                        Activity.LECTURE,
                        NINE,
                        TEN,
                        "JP-301",
                        true,
                        false,
                        List.of(STUDENT, "S1000002")),
                new Swipe("0000123456", "JP-301", "R-0412", Instant.parse("2026-10-05T08:03:21Z")),
                new Register(
                        "BSC-CS-5COM1-S-2026-10-06",
                        Instant.parse("2026-10-06T10:05:00Z"),
                        LEADER,
                        List.of(
                                new Register.Mark(STUDENT, Register.Mark.Value.PRESENT),
                                new Register.Mark("S1000002", Register.Mark.Value.ABSENT))),
                new AbsenceAuthorisation(
                        "019a10c2-5b60-7e27-9f48-6a8c0e2d4f07",
                        STUDENT,
                        WEEK_2,
                        LocalDate.parse("2026-10-16"),
                        AbsenceAuthorisation.Status.AUTHORISED,
                        OFFICE,
                        Instant.parse("2026-10-13T09:00:00Z"),
                        1),
                new AttendanceRecord(
                        STUDENT,
                        SESSION,
                        "5COM1",
                        Activity.LECTURE,
                        NINE,
                        TEN,
                        true,
                        AttendanceRecord.Status.PRESENT,
                        AttendanceRecord.Source.SWIPE,
                        Instant.parse("2026-10-05T08:03:21Z"),
                        false,
                        2),
                new AttendanceRejection(
                        "attendance.swipes/2/8812",
                        "attendance.swipes",
                        2,
                        8812,
                        INVALID_INSTANT.name(),
                        "swipedAt: '2026-13-05T09:00:00Z' is not an RFC 3339 instant",
                        "{\"cardNumber\":\"0000123456\",\"room\":\"JP-301\",\"swipedAt\":\"2026-13-05T09:00:00Z\"}",
                        Instant.parse("2026-10-05T09:00:01.5Z")),
                new WeekAssessed(
                        STUDENT, PROGRAMME, YEAR, WEEK_2, WeekAssessed.Outcome.MISSED, 6, 0, 0, 1, 1, 2, "2026.1", 1),
                new ThresholdReached(
                        ThresholdIds.of(STUDENT, YEAR, "three-weeks", WEEK_3),
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        "three-weeks",
                        "4",
                        ThresholdEvent.Action.CONTACT,
                        WEEK_3,
                        List.of(WEEK_1, WEEK_2, WEEK_3),
                        "2026.1",
                        WEEK_3_CLOSED,
                        1),
                new ThresholdRescinded(
                        ThresholdIds.of(STUDENT, YEAR, "three-weeks", WEEK_3),
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        "three-weeks",
                        "4",
                        ThresholdEvent.Action.CONTACT,
                        WEEK_3,
                        List.of(WEEK_1, WEEK_2, WEEK_3),
                        "2026.1",
                        WEEK_3_CLOSED,
                        2,
                        Instant.parse("2026-10-30T11:20:00Z"),
                        ThresholdRescinded.Reason.ABSENCE_AUTHORISED),
                new CaseEvent.CaseOpened(CASE, STUDENT, PROGRAMME, YEAR, on("2026-10-14T00:00:05Z"), CASES),
                new CaseEvent.CircumstancesReported(
                        CASE, STUDENT, PROGRAMME, YEAR, on("2026-10-15T18:42:10Z"), STUDENT),
                new CaseEvent.InterviewRequired(CASE, STUDENT, PROGRAMME, YEAR, on("2026-11-04T00:00:06Z"), CASES),
                new CaseEvent.InterviewScheduled(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-11-09T09:15:00Z"),
                        OFFICE,
                        INTERVIEW,
                        APPOINTMENT,
                        APPOINTMENT.plusSeconds(1800),
                        "JP-212",
                        null,
                        LEADER,
                        INVITATION,
                        0),
                new CaseEvent.InterviewRescheduled(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-11-10T16:00:00Z"),
                        OFFICE,
                        INTERVIEW,
                        NEW_APPOINTMENT,
                        NEW_APPOINTMENT.plusSeconds(1800),
                        null,
                        "https://meet.example.ac.uk/5com-p-marsh",
                        LEADER,
                        INVITATION,
                        1),
                new CaseEvent.InterviewCancelled(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-11-11T08:30:00Z"),
                        LEADER,
                        INTERVIEW,
                        NEW_APPOINTMENT,
                        NEW_APPOINTMENT.plusSeconds(1800),
                        null,
                        "https://meet.example.ac.uk/5com-p-marsh",
                        LEADER,
                        INVITATION,
                        2),
                new CaseEvent.InterviewNoticeGiven(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-11-17T08:05:00Z"),
                        STUDENT,
                        INTERVIEW,
                        APPOINTMENT,
                        APPOINTMENT.plusSeconds(1800),
                        "JP-212",
                        null,
                        LEADER,
                        INVITATION,
                        0),
                new CaseEvent.InterviewHeld(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-11-17T14:40:00Z"),
                        LEADER,
                        INTERVIEW,
                        APPOINTMENT,
                        APPOINTMENT.plusSeconds(1800),
                        "JP-212",
                        null,
                        LEADER,
                        INVITATION,
                        0),
                new CaseEvent.InterviewMissed(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-11-17T15:00:00Z"),
                        LEADER,
                        INTERVIEW,
                        APPOINTMENT,
                        APPOINTMENT.plusSeconds(1800),
                        "JP-212",
                        null,
                        LEADER,
                        INVITATION,
                        0),
                new CaseEvent.AgreementMade(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-11-19T12:00:00Z"),
                        LEADER,
                        AGREEMENT,
                        1,
                        AGREED,
                        REVIEW,
                        TERMS),
                new CaseEvent.AgreementBreached(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-12-02T00:00:07Z"),
                        CASES,
                        AGREEMENT,
                        1,
                        AGREED,
                        REVIEW,
                        TERMS),
                new CaseEvent.AgreementCompleted(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-12-18T13:30:00Z"),
                        LEADER,
                        AGREEMENT,
                        1,
                        AGREED,
                        REVIEW,
                        TERMS),
                new CaseEvent.WithdrawalRecommended(CASE, STUDENT, PROGRAMME, YEAR, on("2027-01-12T10:00:00Z"), LEADER),
                new CaseEvent.WithdrawalReferred(CASE, STUDENT, PROGRAMME, YEAR, on("2027-01-14T09:30:00Z"), OFFICE),
                new CaseEvent.FacultyDecisionMade(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2027-01-20T15:45:00Z"),
                        OFFICE,
                        DECISION,
                        CaseEvent.FacultyDecisionMade.Decision.WITHDRAW,
                        CaseEvent.FacultyDecisionMade.Ground.SECOND_AGREEMENT_BREACHED,
                        LocalDate.parse("2027-01-20"),
                        LocalDate.parse("2027-02-03"),
                        "dean.r.osei"),
                new CaseEvent.WithdrawalStayed(CASE, STUDENT, PROGRAMME, YEAR, on("2027-01-29T17:10:02Z"), CASES),
                new CaseEvent.WithdrawalTookEffect(CASE, STUDENT, PROGRAMME, YEAR, on("2027-02-12T11:00:03Z"), CASES),
                new CaseEvent.CaseReviewRequired(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2027-02-12T11:00:03Z"),
                        CASES,
                        CaseEvent.CaseReviewRequired.Reason.APPEAL_UPHELD),
                new CaseEvent.CaseClosed(
                        CASE,
                        STUDENT,
                        PROGRAMME,
                        YEAR,
                        on("2026-10-21T00:00:08Z"),
                        CASES,
                        CaseEvent.CaseClosed.Reason.RE_ENGAGED),
                new AppealEvent.AppealReceived(APPEAL, CASE, DECISION, STUDENT, on("2027-01-29T17:10:00Z"), STUDENT),
                new AppealEvent.AppealAcknowledged(
                        APPEAL, CASE, DECISION, STUDENT, on("2027-01-29T17:10:01Z"), APPEALS),
                new AppealEvent.InvestigationStarted(
                        APPEAL, CASE, DECISION, STUDENT, on("2027-02-01T09:00:00Z"), REGISTRY),
                new AppealEvent.AppealRejectedAsLate(
                        APPEAL, CASE, DECISION, STUDENT, on("2027-02-12T11:00:00Z"), REGISTRY),
                new AppealEvent.AppealUpheld(APPEAL, CASE, DECISION, STUDENT, on("2027-02-12T11:00:00Z"), REGISTRY),
                new AppealEvent.AppealNotUpheld(APPEAL, CASE, DECISION, STUDENT, on("2027-02-12T11:00:00Z"), REGISTRY),
                new AppealEvent.CompletionOfProceduresIssued(
                        APPEAL, CASE, DECISION, STUDENT, on("2027-02-15T10:20:00Z"), REGISTRY),
                new NotificationEvent.EmailSent(
                        EMAIL,
                        STUDENT,
                        "three-weeks",
                        ThresholdIds.of(STUDENT, YEAR, "three-weeks", WEEK_3) + "/1",
                        MESSAGE,
                        on("2026-10-28T00:00:09.25Z")),
                new NotificationEvent.EmailFailed(
                        EMAIL,
                        STUDENT,
                        "three-weeks",
                        ThresholdIds.of(STUDENT, YEAR, "three-weeks", WEEK_3) + "/1",
                        MESSAGE,
                        on("2026-10-31T00:00:09.25Z")));
    }

    static Object of(Class<?> event) {
        return all().stream()
                .filter(event::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Examples has none of " + event.getSimpleName()));
    }

    private static Instant on(String instant) {
        return Instant.parse(instant);
    }
}
