package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.assessment.Session.Status.ABSENT;
import static org.rollcall.engagement.assessment.Session.Status.CANCELLED;
import static org.rollcall.engagement.assessment.Session.Status.LATE;
import static org.rollcall.engagement.assessment.Session.Status.PRESENT;
import static org.rollcall.engagement.assessment.Session.Status.UNRECORDED;
import static org.rollcall.engagement.assessment.StudentHistory.enrolledSince;
import static org.rollcall.engagement.assessment.StudentHistory.session;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;
import static org.rollcall.engagement.policy.PolicyFixtures.with;
import static org.rollcall.engagement.policy.PolicyFixtures.withMinimumShare;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.UnknownWeek;

class WeekOutcomeTest {

    /** The week in which summer time ends, on its Sunday. */
    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 19);

    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
    private static final LocalDate SUNDAY = MONDAY.plusDays(6);
    private static final LocalDate NEXT_MONDAY = MONDAY.plusDays(7);
    private static final Days WEDNESDAY_ONLY = new Days(WEDNESDAY, WEDNESDAY);

    /** A letter per session, from Monday on: P(resent), L(ate), A(bsent), U(nrecorded), X (expected), C(ancelled). */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'',  NOT_MONITORED",
        "C,   NOT_MONITORED",
        "P,   ATTENDED",
        "L,   ATTENDED",
        "A,   MISSED",
        "AAA, MISSED",
        "AAP, ATTENDED",
        "AAL, ATTENDED",
        "CA,  MISSED",
        "U,   UNKNOWN",
        "X,   UNKNOWN",
        "UX,  UNKNOWN",
        "UUA, MISSED",
        "UUP, ATTENDED"
    })
    void a_week_is_what_its_sessions_make_it(String sessions, Outcome outcome) {
        assertThat(week(DEFAULT_RULES, sessions).outcome()).isEqualTo(outcome);
    }

    /** The third session, on Wednesday, is covered by an authorised absence. */
    @ParameterizedTest(name = "{0} with the third excused is {1}")
    @CsvSource({
        "CCA, EXCUSED",
        "CCU, EXCUSED",
        "CCX, EXCUSED",
        "CCP, ATTENDED",
        "CUA, UNKNOWN",
        "CAA, MISSED",
        "CAU, MISSED",
        "CPA, ATTENDED"
    })
    void an_excused_session_is_not_held_against_the_student(String sessions, Outcome outcome) {
        assertThat(week(DEFAULT_RULES, sessions, WEDNESDAY_ONLY).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} with the third excused is {1}")
    @CsvSource({"UAA, UNKNOWN", "XAA, UNKNOWN", "AAA, MISSED", "AAU, MISSED", "UPA, ATTENDED", "CCU, EXCUSED"})
    void a_policy_may_let_one_unrecorded_session_make_the_week_unknown(String sessions, Outcome outcome) {
        var rules = with(UnknownWeek.ANYTHING_UNRECORDED);

        assertThat(week(rules, sessions, WEDNESDAY_ONLY).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} at a minimum share of {1} percent is {2}")
    @CsvSource({
        "PAAA,  25, ATTENDED",
        "PAAA,  26, MISSED",
        "PPAA,  49, ATTENDED",
        "PPAA,  50, ATTENDED",
        "PPAA,  51, MISSED",
        "LLAA,  50, ATTENDED",
        "PPPA, 100, MISSED",
        "PPPP, 100, ATTENDED",
        "PPUU, 100, ATTENDED",
        "PPCX, 100, ATTENDED",
        "AAAA,   0, MISSED",
        "UUUU,  50, UNKNOWN"
    })
    void a_programme_may_require_a_minimum_share(String sessions, int percent, Outcome outcome) {
        assertThat(week(withMinimumShare(percent), sessions).outcome()).isEqualTo(outcome);
    }

    @Test
    void an_excused_absence_is_no_part_of_the_share() {
        var week = week(withMinimumShare(100), "PPA", WEDNESDAY_ONLY);

        assertThat(week.outcome()).isEqualTo(Outcome.ATTENDED);
    }

    @Test
    void the_counts_tell_what_the_outcome_rests_on() {
        var week = week(DEFAULT_RULES, "PLAUXC", WEDNESDAY_ONLY);

        assertThat(week.sessions()).isEqualTo(new SessionCount(5, 2, 1, 1, 2));
    }

    @Test
    void a_session_that_is_not_compulsory_counts_for_nothing() {
        var voluntary = new Session("S", session(TUESDAY, PRESENT).startsAt(), false, PRESENT, 1);

        var week = assess(history(enrolledSince(MONDAY), List.of(), session(MONDAY, ABSENT), voluntary));

        assertThat(week.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(week.sessions().required()).isEqualTo(1);
    }

    @ParameterizedTest(name = "starting {0} days after Monday at {1}: {2}")
    @CsvSource({"-1, 23:59, 0", "0, 00:00, 1", "6, 23:59, 1", "7, 00:00, 0"})
    void a_week_is_monday_to_sunday_in_london_also_when_the_clocks_change(int days, LocalTime time, int required) {
        var week = assess(
                history(enrolledSince(MONDAY.minusDays(7)), List.of(), session(MONDAY.plusDays(days), time, ABSENT)));

        assertThat(week.sessions().required()).isEqualTo(required);
    }

    @ParameterizedTest(name = "enrolled {0} to {1}: {2} required")
    @CsvSource({
        "2026-10-21, 2026-10-22, 2",
        "2026-10-22, 2026-10-22, 1",
        "2026-10-21, 2026-10-21, 1",
        "2026-10-20, 2026-10-20, 0",
        "2026-10-23, 2026-10-30, 0"
    })
    void only_sessions_held_while_enrolled_count(LocalDate from, LocalDate to, int required) {
        var enrolled = List.of(
                new Enrolment(Enrolment.Status.ENROLLED, new Days(from, to)),
                new Enrolment(Enrolment.Status.INTERRUPTED, new Days(to.plusDays(1), null)));

        var week = assess(
                history(enrolled, List.of(), session(WEDNESDAY, ABSENT), session(WEDNESDAY.plusDays(1), ABSENT)));

        assertThat(week.sessions().required()).isEqualTo(required);
    }

    @ParameterizedTest(name = "excused {0} to {1}: {2}")
    @CsvSource({
        "2026-10-21, 2026-10-21, 1",
        "2026-10-20, 2026-10-20, 0",
        "2026-10-22, 2026-10-22, 0",
        "2026-10-19, 2026-10-25, 2",
        "2026-10-25, 2026-10-25, 1"
    })
    void an_absence_covers_whole_days_both_included(LocalDate from, LocalDate to, int excused) {
        var lastMinuteOfSummerTimeSunday = session(SUNDAY, LocalTime.of(23, 59), ABSENT);

        var week = assess(history(
                enrolledSince(MONDAY),
                List.of(new Days(from, to)),
                session(WEDNESDAY, ABSENT),
                lastMinuteOfSummerTimeSunday));

        assertThat(week.sessions().excused()).isEqualTo(excused);
    }

    @ParameterizedTest(name = "level {0} is assessed: {1}")
    @CsvSource({"2, false", "3, true", "7, true", "8, false"})
    void only_levels_3_to_7_are_assessed(int level, boolean assessed) {
        var history = new History("BSC-CS", level, enrolledSince(MONDAY), List.of(), List.of(session(MONDAY, ABSENT)));

        var assessment =
                Assessor.assess(history, List.of(), always(DEFAULT_RULES), ClosedWeeks.between(MONDAY, MONDAY));

        assertThat(assessment.weeks()).hasSize(assessed ? 1 : 0);
        assertThat(assessment.raised().isPresent()).isEqualTo(assessed);
    }

    @Test
    void sessions_outside_the_closed_weeks_and_in_any_order_do_no_harm() {
        var history = history(
                enrolledSince(MONDAY.minusWeeks(9)),
                List.of(),
                session(NEXT_MONDAY, PRESENT),
                session(WEDNESDAY, CANCELLED),
                session(SUNDAY, UNRECORDED),
                session(MONDAY, ABSENT),
                session(MONDAY.minusDays(1), LATE));

        assertThat(assess(history).sessions()).isEqualTo(new SessionCount(2, 0, 0, 0, 1));
    }

    private static AssessedWeek week(Rules rules, String sessions, Days... absences) {
        var held = new ArrayList<Session>();
        for (var letter : sessions.toCharArray()) {
            held.add(session(MONDAY.plusDays(held.size()), status(letter)));
        }
        var history = history(enrolledSince(MONDAY), List.of(absences), held.toArray(Session[]::new));
        return Assessor.assess(history, List.of(), always(rules), ClosedWeeks.between(MONDAY, MONDAY))
                .weeks()
                .getFirst();
    }

    private static AssessedWeek assess(History history) {
        return Assessor.assess(history, List.of(), always(DEFAULT_RULES), ClosedWeeks.between(MONDAY, MONDAY))
                .weeks()
                .getFirst();
    }

    private static History history(List<Enrolment> enrolments, List<Days> absences, Session... sessions) {
        return new History(
                "BSC-CS", 5, enrolments, absences, Stream.of(sessions).toList());
    }

    private static Session.Status status(char letter) {
        return switch (letter) {
            case 'P' -> PRESENT;
            case 'L' -> LATE;
            case 'A' -> ABSENT;
            case 'U' -> UNRECORDED;
            case 'X' -> Session.Status.EXPECTED;
            case 'C' -> CANCELLED;
            default -> throw new IllegalArgumentException("no session is written " + letter);
        };
    }
}
