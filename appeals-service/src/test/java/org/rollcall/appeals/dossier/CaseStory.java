package org.rollcall.appeals.dossier;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.rollcall.appeals.dossier.Fact.Agreement;
import org.rollcall.appeals.dossier.Fact.Decision;
import org.rollcall.appeals.dossier.Fact.Interview;
import org.rollcall.appeals.dossier.Fact.Milestone;
import org.rollcall.appeals.dossier.Fact.Week;

/**
 * An autumn in which every step of the policy was followed, told by its events; a test breaks one. Events are named for
 * what they say. A student misses the weeks of 5, 12, 19 and 26 October 2026.
 */
final class CaseStory {

    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final String STUDENT = "S1000001";
    static final LocalDate WEEK_1 = LocalDate.parse("2026-10-05");
    static final LocalDate WEEK_2 = WEEK_1.plusWeeks(1);
    static final LocalDate WEEK_3 = WEEK_1.plusWeeks(2);
    static final LocalDate WEEK_4 = WEEK_1.plusWeeks(3);

    /** Monday to Friday, less Christmas Day and Boxing Day's substitute. */
    static final Calendar CALENDAR = new Calendar() {
        @Override
        public LocalDate dayOf(Instant instant) {
            return instant.atZone(LONDON).toLocalDate();
        }

        @Override
        public LocalDate workingDayAfter(LocalDate dayZero, int workingDays) {
            var day = dayZero;
            for (var counted = 0; counted < workingDays; ) {
                day = day.plusDays(1);
                var closed = day.equals(LocalDate.parse("2026-12-25")) || day.equals(LocalDate.parse("2026-12-28"));
                if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !closed) {
                    counted++;
                }
            }
            return day;
        }
    };

    private static final String CASE = "case-1";
    private static final String YEAR = "2026/27";
    private static final String LEADER = "p.marsh";

    private final List<Fact> facts;

    private CaseStory(List<Fact> facts) {
        this.facts = List.copyOf(facts);
    }

    static Instant london(String dateTime) {
        return LocalDateTime.parse(dateTime).atZone(LONDON).toInstant();
    }

    /** Four weeks missed, asked twice, invited with notice, not come, recommended, referred, decided, told. */
    static CaseStory ofAMissedInterview() {
        var story = new ArrayList<>(untilTheAppointment());
        story.add(interview("interview-missed", "2026-11-12T14:30", LEADER, Interview.Kind.MISSED));
        story.addAll(decided(
                "2026-11-13T09:00",
                "2026-11-16T09:00",
                "2026-11-18T11:00",
                Decision.Ground.INTERVIEW_MISSED_WITHOUT_NOTICE));
        return new CaseStory(story);
    }

    /** As before, but they came, and withdrawal was the interview's outcome. */
    static CaseStory ofAnInterviewHeld() {
        var story = new ArrayList<>(untilTheAppointment());
        story.add(interview("interview-held", "2026-11-12T14:45", LEADER, Interview.Kind.HELD));
        story.addAll(
                decided("2026-11-13T09:00", "2026-11-16T09:00", "2026-11-18T11:00", Decision.Ground.INTERVIEW_OUTCOME));
        return new CaseStory(story);
    }

    /** They came, and made two agreements, one after the other; each was breached by a missed week. */
    static CaseStory ofTwoAgreements() {
        var story = new ArrayList<>(untilTheAppointment());
        story.add(interview("interview-held", "2026-11-12T14:45", LEADER, Interview.Kind.HELD));
        story.add(agreement("agreement-1-made", "2026-11-12T15:00", LEADER, Agreement.Kind.MADE, 1, "2026-11-16"));
        story.add(week("week-7", LocalDate.parse("2026-11-16"), Week.Outcome.MISSED, 1, "2026-11-25T00:00"));
        story.add(agreement(
                "agreement-1-breached",
                "2026-11-25T00:01",
                "case-management",
                Agreement.Kind.BREACHED,
                1,
                "2026-11-16"));
        story.add(agreement("agreement-2-made", "2026-11-27T15:00", LEADER, Agreement.Kind.MADE, 2, "2026-11-30"));
        story.add(week("week-9", LocalDate.parse("2026-11-30"), Week.Outcome.MISSED, 1, "2026-12-09T00:00"));
        story.add(agreement(
                "agreement-2-breached",
                "2026-12-09T00:01",
                "case-management",
                Agreement.Kind.BREACHED,
                2,
                "2026-11-30"));
        story.addAll(decided(
                "2026-12-10T09:00", "2026-12-11T09:00", "2026-12-14T11:00", Decision.Ground.SECOND_AGREEMENT_BREACHED));
        return new CaseStory(story);
    }

    private static List<Fact> untilTheAppointment() {
        return List.of(
                standing("student", 5, "2026-09-14"),
                week("week-1", WEEK_1, Week.Outcome.MISSED, 1, "2026-10-14T00:00"),
                raise("raise-one-week", "one-week", false, "2026-10-14T00:00", WEEK_1),
                email("email-one-week", "one-week", "raise-one-week", true, "2026-10-14T00:05"),
                milestone("opened", "2026-10-14T00:01", "case-management", Milestone.Kind.OPENED),
                week("week-2", WEEK_2, Week.Outcome.MISSED, 1, "2026-10-21T00:00"),
                week("week-3", WEEK_3, Week.Outcome.MISSED, 1, "2026-10-28T00:00"),
                raise("raise-three-weeks", "three-weeks", false, "2026-10-28T00:00", WEEK_1, WEEK_2, WEEK_3),
                email("email-three-weeks", "three-weeks", "raise-three-weeks", true, "2026-10-28T00:05"),
                week("week-4", WEEK_4, Week.Outcome.MISSED, 1, "2026-11-04T00:00"),
                raise("raise-four-weeks", "four-weeks", true, "2026-11-04T00:00", WEEK_1, WEEK_2, WEEK_3, WEEK_4),
                milestone(
                        "interview-required", "2026-11-04T00:01", "case-management", Milestone.Kind.INTERVIEW_REQUIRED),
                email("email-four-weeks", "four-weeks", "raise-four-weeks", true, "2026-11-04T00:05"),
                email("email-to-the-office", "send-appointment", "raise-four-weeks", true, "2026-11-04T00:05"),
                interview("interview-scheduled", "2026-11-04T10:00", LEADER, Interview.Kind.SCHEDULED),
                email("email-appointment", "appointment", "interview-scheduled", true, "2026-11-04T10:01"));
    }

    private static List<Fact> decided(String recommended, String referred, String decided, Decision.Ground ground) {
        return List.of(
                milestone("recommended", recommended, LEADER, Milestone.Kind.RECOMMENDED),
                milestone("referred", referred, "fet-admin", Milestone.Kind.REFERRED),
                decision(decided, ground),
                email("email-decision", "faculty-decision", "decided", true, decided + ":30"));
    }

    static Decision decision(String at, Decision.Ground ground) {
        var told = LocalDateTime.parse(at).toLocalDate();
        return new Decision(
                source("decided", "case.events", "FacultyDecisionMade", at),
                CASE,
                YEAR,
                "a.dean",
                "decision-1",
                true,
                ground,
                told,
                CALENDAR.workingDayAfter(told, 10),
                "a.dean");
    }

    static Fact standing(String id, int level, String enrolledFrom) {
        return new Fact.Standing(
                source(id, "student.records", "StudentRecord", "2026-09-01T09:00"),
                level,
                "ENROLLED",
                LocalDate.parse(enrolledFrom),
                null);
    }

    static Week week(String id, LocalDate monday, Week.Outcome outcome, int revision, String at) {
        return new Week(source(id, "engagement.weeks", "WeekAssessed", at), monday, outcome, revision);
    }

    static Fact.Raise raise(String id, String step, boolean interview, String at, LocalDate... missed) {
        return new Fact.Raise(
                source(id, "engagement.thresholds", "ThresholdReached", at),
                step,
                YEAR,
                step,
                interview,
                missed[missed.length - 1],
                List.of(missed),
                london(at),
                1,
                false);
    }

    static Fact.Raise rescinded(Fact.Raise raise, String at) {
        return new Fact.Raise(
                source(raise.source().eventId() + "-rescinded", "engagement.thresholds", "ThresholdRescinded", at),
                raise.thresholdId(),
                YEAR,
                raise.step(),
                raise.interview(),
                raise.asOfWeek(),
                raise.missedWeeks(),
                raise.raisedAt(),
                raise.revision() + 1,
                true);
    }

    static Fact.Email email(String id, String template, String causedBy, boolean sent, String at) {
        return new Fact.Email(
                source(id, "notification.events", sent ? "EmailSent" : "EmailFailed", at), template, causedBy, sent);
    }

    static Milestone milestone(String id, String at, String actor, Milestone.Kind kind) {
        return new Milestone(source(id, "case.events", kind.name(), at), CASE, YEAR, actor, kind);
    }

    static Interview interview(String id, String at, String actor, Interview.Kind kind) {
        return interview(id, at, actor, kind, "2026-11-12T14:00");
    }

    static Interview interview(String id, String at, String actor, Interview.Kind kind, String startsAt) {
        return new Interview(
                source(id, "case.events", "Interview", at),
                CASE,
                YEAR,
                actor,
                kind,
                "interview-1",
                london(startsAt),
                0,
                LEADER);
    }

    static Agreement agreement(String id, String at, String actor, Agreement.Kind kind, int number, String from) {
        return new Agreement(
                source(id, "case.events", "Agreement", at),
                CASE,
                YEAR,
                actor,
                kind,
                "agreement-" + number,
                number,
                LocalDate.parse(from));
    }

    private static Source source(String id, String topic, String type, String at) {
        return new Source(id, topic, type, london(at), london(at));
    }

    CaseStory with(Fact... more) {
        var all = new ArrayList<>(facts);
        all.addAll(List.of(more));
        return new CaseStory(all);
    }

    CaseStory without(String... eventIds) {
        return new CaseStory(facts.stream()
                .filter(fact -> !List.of(eventIds).contains(fact.source().eventId()))
                .toList());
    }

    CaseStory withoutType(Class<? extends Fact> type) {
        return new CaseStory(
                facts.stream().filter(fact -> !type.isInstance(fact)).toList());
    }

    /** Another event in the place of one. */
    CaseStory with(String eventId, Fact instead) {
        return without(eventId).with(instead);
    }

    <F extends Fact> CaseStory changing(String eventId, Class<F> type, UnaryOperator<F> change) {
        return with(eventId, change.apply(find(eventId, type)));
    }

    <F extends Fact> F find(String eventId, Class<F> type) {
        return type.cast(facts.stream()
                .filter(fact -> fact.source().eventId().equals(eventId))
                .findFirst()
                .orElseThrow());
    }

    CaseStory shuffled(Consumer<List<Fact>> shuffle) {
        var all = new ArrayList<>(facts);
        shuffle.accept(all);
        return new CaseStory(all);
    }

    Dossier dossier() {
        return Dossier.derive(
                find("decided", Decision.class), facts, london("2027-01-15T09:00"), Rules.DEFAULT, CALENDAR);
    }

    Line line(String step) {
        return dossier().lines().stream()
                .filter(line -> line.step().equals(step))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The dossier has no line " + step));
    }
}
