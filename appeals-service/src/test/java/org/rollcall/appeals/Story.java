package org.rollcall.appeals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.testkit.TopicProbe;

/**
 * What the other services publish about a student who misses four weeks of the autumn of 2026, is contacted twice,
 * invited, does not come, and is withdrawn on 18 November. Every step of the policy was followed; a test leaves one out.
 */
public final class Story {

    public static final String LEADER = "p.marsh";
    public static final String YEAR = "2026/27";
    public static final LocalDate WEEK_1 = LocalDate.parse("2026-10-05");
    public static final String DECIDED_AT = "2026-11-18T11:00:00";

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String PROGRAMME = "BSC-CS";

    private final String student;
    private final List<Told> told;

    /** An event: its name in the story, its topic, when it was published. */
    private record Told(String name, Topic<?> topic, Instant at, Object event) {}

    private Story(String student, List<Told> told) {
        this.student = student;
        this.told = List.copyOf(told);
    }

    public static Instant london(String dateTime) {
        return LocalDateTime.parse(dateTime).atZone(LONDON).toInstant();
    }

    /** By the book. */
    public static Story of(String student) {
        return decidedOn(student, DECIDED_AT, LocalDate.parse("2026-12-02"));
    }

    /** The same, decided and told at another time. */
    public static Story decidedOn(String student, String decidedAt, LocalDate appealDeadline) {
        var story = new Story(student, List.of())
                .student(addressOf(student))
                .week("week-1", 0, Outcome.MISSED, 1, "2026-10-14T00:00:00")
                .raise("one-week", Action.CONTACT, 1, "2026-10-14T00:00:00")
                .email("email-one-week", "one-week", "one-week", "2026-10-14T00:05:00")
                .week("week-2", 1, Outcome.MISSED, 1, "2026-10-21T00:00:00")
                .week("week-3", 2, Outcome.MISSED, 1, "2026-10-28T00:00:00")
                .raise("three-weeks", Action.CONTACT, 3, "2026-10-28T00:00:00")
                .email("email-three-weeks", "three-weeks", "three-weeks", "2026-10-28T00:05:00")
                .week("week-4", 3, Outcome.MISSED, 1, "2026-11-04T00:00:00")
                .raise("four-weeks", Action.INTERVIEW, 4, "2026-11-04T00:00:00")
                .email("email-four-weeks", "four-weeks", "four-weeks", "2026-11-04T00:05:00")
                .email("email-appointment", "appointment", "scheduled", "2026-11-04T10:01:00");
        var caseId = caseOf(student);
        var interviewId = "interview-" + student;
        var startsAt = london("2026-11-12T14:00:00");
        var endsAt = london("2026-11-12T14:30:00");
        var decided = LocalDateTime.parse(decidedAt);
        return story.in(
                        "required",
                        "2026-11-04T00:01:00",
                        (at, by) -> new CaseEvent.InterviewRequired(
                                caseId, student, PROGRAMME, YEAR, at, "case-management"))
                .in(
                        "scheduled",
                        "2026-11-04T10:00:00",
                        (at, by) -> new CaseEvent.InterviewScheduled(
                                caseId,
                                student,
                                PROGRAMME,
                                YEAR,
                                at,
                                by,
                                interviewId,
                                startsAt,
                                endsAt,
                                "JP-301",
                                null,
                                by,
                                interviewId + "@example.ac.uk",
                                0))
                .in(
                        "missed",
                        "2026-11-12T14:31:00",
                        (at, by) -> new CaseEvent.InterviewMissed(
                                caseId,
                                student,
                                PROGRAMME,
                                YEAR,
                                at,
                                by,
                                interviewId,
                                startsAt,
                                endsAt,
                                "JP-301",
                                null,
                                by,
                                interviewId + "@example.ac.uk",
                                0))
                .in(
                        "recommended",
                        "2026-11-13T09:00:00",
                        (at, by) -> new CaseEvent.WithdrawalRecommended(caseId, student, PROGRAMME, YEAR, at, by))
                .in(
                        "referred",
                        "2026-11-16T09:00:00",
                        (at, by) -> new CaseEvent.WithdrawalReferred(caseId, student, PROGRAMME, YEAR, at, "fet-admin"))
                .in(
                        "decided",
                        decidedAt,
                        (at, by) -> new FacultyDecisionMade(
                                caseId,
                                student,
                                PROGRAMME,
                                YEAR,
                                at,
                                "a.dean",
                                decisionOf(student),
                                FacultyDecisionMade.Decision.WITHDRAW,
                                FacultyDecisionMade.Ground.INTERVIEW_MISSED_WITHOUT_NOTICE,
                                decided.toLocalDate(),
                                appealDeadline,
                                "a.dean"))
                .email(
                        "email-decision",
                        "faculty-decision",
                        "decided",
                        decided.plusMinutes(1).toString() + ":00");
    }

    public static String caseOf(String student) {
        return "case-" + student;
    }

    public static String decisionOf(String student) {
        return "decision-" + student;
    }

    public static String addressOf(String student) {
        return student.toLowerCase(Locale.ROOT) + "@student.example.ac.uk";
    }

    /** The {@code ce_id} of an event of the story. */
    public static String eventId(String student, String name) {
        return student + "-" + name;
    }

    public String student() {
        return student;
    }

    /** The ids of all its events, each once. */
    public Set<String> eventIds() {
        return told.stream().map(one -> eventId(student, one.name())).collect(Collectors.toSet());
    }

    public Story without(String... names) {
        return new Story(
                student,
                told.stream()
                        .filter(one -> !List.of(names).contains(one.name()))
                        .toList());
    }

    public Story only(String... names) {
        return new Story(
                student,
                told.stream().filter(one -> List.of(names).contains(one.name())).toList());
    }

    /** Student records tell of Amina Okafor, whose number this is. */
    public Story student(String address) {
        return student(address, "Amina", "Okafor");
    }

    public Story student(String address, String givenName, String familyName) {
        return with(
                "student",
                Topics.STUDENTS,
                london("2026-09-01T09:00:00"),
                new StudentRecord(
                        student,
                        givenName,
                        familyName,
                        address,
                        PROGRAMME,
                        5,
                        StudentRecord.Status.ENROLLED,
                        null,
                        LocalDate.parse("2026-09-14"),
                        null,
                        false,
                        List.of()));
    }

    public Story week(String name, int number, Outcome outcome, int revision, String at) {
        return with(
                name,
                Topics.WEEKS,
                london(at),
                new WeekAssessed(
                        student,
                        PROGRAMME,
                        YEAR,
                        WEEK_1.plusWeeks(number),
                        outcome,
                        6,
                        0,
                        0,
                        0,
                        0,
                        number + 1,
                        "2026.1",
                        revision));
    }

    public Story email(String name, String template, String cause, String at) {
        return with(
                name,
                Topics.NOTIFICATIONS,
                london(at),
                new EmailSent(
                        eventId(student, name),
                        student,
                        template,
                        eventId(student, cause),
                        "<" + name + "@example.ac.uk>",
                        london(at)));
    }

    private Story raise(String step, Action action, int weeks, String at) {
        var missed =
                Stream.iterate(WEEK_1, week -> week.plusWeeks(1)).limit(weeks).toList();
        return with(
                step,
                Topics.THRESHOLDS,
                london(at),
                new ThresholdReached(
                        ThresholdIds.of(student, YEAR, step, missed.getLast()),
                        student,
                        PROGRAMME,
                        YEAR,
                        step,
                        action == Action.INTERVIEW ? "5" : "3",
                        action,
                        missed.getLast(),
                        missed,
                        "2026.1",
                        london(at),
                        1));
    }

    private interface Making {
        CaseEvent at(Instant at, String by);
    }

    private Story in(String name, String at, Making making) {
        return with(name, Topics.CASES, london(at), making.at(london(at), LEADER));
    }

    private Story with(String name, Topic<?> topic, Instant at, Object event) {
        var all = new ArrayList<>(told);
        all.add(new Told(name, topic, at, event));
        return new Story(student, all);
    }

    public void publish(TopicProbe probe) {
        for (var one : told) {
            probe.publish(
                    one.topic().name(),
                    student,
                    one.event(),
                    Map.of(
                            "ce_id",
                            eventId(student, one.name()),
                            "ce_type",
                            Topic.ceType(one.event().getClass()),
                            "ce_time",
                            one.at().toString()));
        }
    }
}
