package org.rollcall.contracts;

import java.util.List;

/**
 * Every topic of the suite: first what other systems publish, then what the suite does. The deployment creates them; none
 * is created by being written to.
 */
public final class Topics {
    /** Students, from student records. */
    public static final Topic<StudentRecord> STUDENTS =
            new Topic<>("student.records", StudentRecord.class, "studentId", true);

    /** Programmes of study and their people, from student records. */
    public static final Topic<ProgrammeRecord> PROGRAMMES =
            new Topic<>("programme.records", ProgrammeRecord.class, "programmeCode", true);

    /** Who holds which card, from the card system. */
    public static final Topic<StudentCard> CARDS = new Topic<>("student.cards", StudentCard.class, "cardNumber", true);

    /** Sessions with the students expected at them, from timetabling. */
    public static final Topic<TimetableSession> SESSIONS =
            new Topic<>("timetable.sessions", TimetableSession.class, "sessionId", true);

    /** Cards held to readers. */
    public static final Topic<Swipe> SWIPES = new Topic<>("attendance.swipes", Swipe.class, "cardNumber", false);

    /** Registers, from timetabling or a tutor's app. */
    public static final Topic<Register> REGISTERS =
            new Topic<>("attendance.registers", Register.class, "sessionId", false);

    /** Absences authorised or revoked, from case-management or another system. */
    public static final Topic<AbsenceAuthorisation> ABSENCES =
            new Topic<>("absence.authorisations", AbsenceAuthorisation.class, "studentId", false);

    /** What is known of each student at each session. */
    public static final Topic<AttendanceRecord> RECORDS =
            new Topic<>("attendance.records", AttendanceRecord.class, "studentId", false);

    /** What was sent to attendance-ingest and could not be used. */
    public static final Topic<AttendanceRejection> REJECTIONS =
            new Topic<>("attendance.rejections", AttendanceRejection.class, null, false);

    /** Each student's weeks, as assessed when they closed and after corrections. */
    public static final Topic<WeekAssessed> WEEKS =
            new Topic<>("engagement.weeks", WeekAssessed.class, "studentId", false);

    /** Steps of the policy's ladder, reached and rescinded. */
    public static final Topic<ThresholdEvent> THRESHOLDS =
            new Topic<>("engagement.thresholds", ThresholdEvent.class, "studentId", false);

    /** What happened in the case files. */
    public static final Topic<CaseEvent> CASES = new Topic<>("case.events", CaseEvent.class, "studentId", false);

    /** What happened to appeals against a Faculty's decision. */
    public static final Topic<AppealEvent> APPEALS =
            new Topic<>("appeal.events", AppealEvent.class, "studentId", false);

    /** What became of the e-mails. */
    public static final Topic<NotificationEvent> NOTIFICATIONS =
            new Topic<>("notification.events", NotificationEvent.class, "studentId", false);

    private static final List<Topic<?>> ALL = List.of(
            STUDENTS,
            PROGRAMMES,
            CARDS,
            SESSIONS,
            SWIPES,
            REGISTERS,
            ABSENCES,
            RECORDS,
            REJECTIONS,
            WEEKS,
            THRESHOLDS,
            CASES,
            APPEALS,
            NOTIFICATIONS);

    private Topics() {}

    public static List<Topic<?>> all() {
        return ALL;
    }
}
