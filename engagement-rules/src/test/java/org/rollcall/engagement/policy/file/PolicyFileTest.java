package org.rollcall.engagement.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_POLICY;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;

import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.ExcusedWeeks;
import org.rollcall.engagement.policy.Ladder;
import org.rollcall.engagement.policy.Levels;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.Step;
import org.rollcall.engagement.policy.UnknownWeek;

class PolicyFileTest {

    private static final String FILE = """
            version: "2027.1"
            in-force-from: 2027-08-01
            week-closes-after-hours: 24
            levels: [3, 4]
            minimum-share-percent: 10
            unknown-week: anything-unrecorded
            excused-weeks: neutral
            steps:
              - name: two-weeks
                clause: "3"
                weeks: 2
                counting: cumulative
                action: contact
            programmes:
              - programme: BSC-NURS*
                minimum-share-percent: 80
            """;

    @Test
    void the_default_file_is_the_policy_as_it_stands() {
        assertThat(DEFAULT_POLICY)
                .isEqualTo(new Policy(
                        "2026.1",
                        LocalDate.of(2026, 8, 1),
                        Duration.ofHours(48),
                        new Rules(
                                new Levels(Set.of(3, 4, 5, 6, 7)),
                                0,
                                UnknownWeek.NOTHING_RECORDED,
                                ExcusedWeeks.END_RUN,
                                new Ladder(List.of(
                                        new Step("one-week", "3", 1, Counting.CONSECUTIVE, Action.CONTACT),
                                        new Step("three-weeks", "4", 3, Counting.EITHER, Action.CONTACT),
                                        new Step("four-weeks", "5", 4, Counting.CONSECUTIVE, Action.INTERVIEW)))),
                        List.of()));
    }

    @Test
    void every_parameter_is_read() {
        var policy = accepted(FILE);

        assertThat(policy.version()).isEqualTo("2027.1");
        assertThat(policy.inForceFrom()).isEqualTo(LocalDate.of(2027, 8, 1));
        assertThat(policy.weekClosesAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.rules())
                .isEqualTo(new Rules(
                        new Levels(Set.of(3, 4)),
                        10,
                        UnknownWeek.ANYTHING_UNRECORDED,
                        ExcusedWeeks.NEUTRAL,
                        new Ladder(List.of(new Step("two-weeks", "3", 2, Counting.CUMULATIVE, Action.CONTACT)))));
    }

    @Test
    void a_programme_overrides_what_it_names_and_keeps_the_rest() {
        var nursing = accepted(FILE).rulesFor("BSC-NURS-ADULT");

        assertThat(nursing.minimumSharePercent()).isEqualTo(80);
        assertThat(nursing.ladder()).isEqualTo(accepted(FILE).rules().ladder());
        assertThat(nursing.levels()).isNotEqualTo(DEFAULT_RULES.levels());
    }

    @ParameterizedTest(name = "{1} for {0}: line {2}, {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            in-force-from: 2027-08-01   | in-force-from: 2027-13-01  |  2 | '2027-13-01' is not a date of the form 2026-08-01
            week-closes-after-hours: 24 | week-closes-after-hours: x |  3 | 'x' is not a whole number from 0 to 168
            levels: [3, 4]              | levels: []                 |  4 | a policy without levels applies to nobody
            levels: [3, 4]              | levels: 3                  |  4 | expected a list
            levels: [3, 4]              | level: [3, 4]              |  1 | levels is missing
            percent: 10                 | percent: 101               |  5 | '101' is not a whole number from 0 to 100
            unknown-week: anything      | unknown-week: some         |  6 | 'some-unrecorded' is none of nothing-recorded, anything-unrecorded
            excused-weeks: neutral      | excused-weeks: [neutral]   |  7 | expected a text
            excused-weeks: neutral      | excused-weeks:             |  7 | expected a text
            clause: "3"                 | claws: "3"                 |  9 | clause is missing
            weeks: 2                    | weeks: 0                   | 11 | '0' is not a whole number from 1 to 53
            counting: cumulative        | counting: sometimes        | 12 | 'sometimes' is none of consecutive, cumulative, either
            action: contact             | action: interview          |  9 | the first step must be a CONTACT
            programme: BSC-NURS*        | programme: " "             | 15 | expected a text
            version: "2027.1"           | version: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" | 1 | expected 1 to 64 characters, none of them a control character
            name: two-weeks             | name: "two\tweeks"         |  9 | expected 1 to 64 characters, none of them a control character
            percent: 80                 | percent: -1                | 16 | '-1' is not a whole number from 0 to 100
            minimum-share-percent: 80   | minimum-share: 80          | 16 | minimum-share is not a parameter here
            minimum-share-percent: 80   | version: "3"               | 16 | version is not a parameter here
            levels: [3, 4]              | version: "2027.2"          |  4 | version occurs twice
            levels: [3, 4]              | levels: [3, 4              |  5 | expected ',' or ']', but got :
            """)
    void a_file_is_refused_with_the_line_and_the_reason(String right, String wrong, int line, String reason) {
        assertThat(FILE).contains(right);

        var reading = PolicyFile.read("policies/2027.yaml", new StringReader(FILE.replace(right, wrong)));

        assertThat(reading).isEqualTo(new PolicyFile.Reading.Refused("policies/2027.yaml", line, reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void the_bounds_of_a_number_are_within_it(int percent) {
        var policy = accepted(FILE.replace("percent: 10", "percent: " + percent));

        assertThat(policy.rules().minimumSharePercent()).isEqualTo(percent);
    }

    @ParameterizedTest(name = "{0} characters")
    @ValueSource(ints = {63, 64})
    void an_id_has_64_characters_at_most(int length) {
        var version = "v".repeat(length);

        assertThat(accepted(FILE.replace("2027.1", version)).version()).isEqualTo(version);
    }

    @Test
    void a_file_beside_another_has_a_version_and_a_day_of_its_own() {
        var first = (PolicyFile.Reading.Accepted) PolicyFile.read("first.yaml", new StringReader(FILE));
        var sameVersion = beside(FILE.replace("2027-08-01", "2028-08-01"));
        var sameDay = beside(FILE.replace("2027.1", "2027.2"));
        var another = beside(FILE.replace("2027.1", "2027.2").replace("2027-08-01", "2028-08-01"));

        assertThat(sameVersion.refuseBeside(first).orElseThrow())
                .hasToString("beside.yaml:1: version 2027.1 stands in first.yaml already");
        assertThat(sameDay.refuseBeside(first).orElseThrow())
                .hasToString("beside.yaml:2: first.yaml comes into force on 2027-08-01 as well");
        assertThat(another.refuseBeside(first)).isEmpty();
    }

    private static PolicyFile.Reading.Accepted beside(String yaml) {
        return (PolicyFile.Reading.Accepted) PolicyFile.read("beside.yaml", new StringReader(yaml));
    }

    @Test
    void a_step_that_occurs_twice_is_refused() {
        var step = FILE.substring(FILE.indexOf("  - name"), FILE.indexOf("programmes:"));

        var reading = PolicyFile.read("twice.yaml", new StringReader(FILE.replace(step, step + step)));

        assertThat(reading).hasToString("twice.yaml:9: step two-weeks occurs twice");
    }

    @Test
    void a_programme_that_occurs_twice_is_refused_at_its_second_entry() {
        var entry = FILE.substring(FILE.indexOf("  - programme"));

        var reading = PolicyFile.read("twice.yaml", new StringReader(FILE + entry));

        assertThat(reading).hasToString("twice.yaml:17: programme BSC-NURS* occurs twice, and the first decides");
    }

    @ParameterizedTest(name = "after {0} weeks: {1}")
    @CsvSource({"1, false", "2, false", "3, true"})
    void a_later_step_of_the_same_kind_must_need_more_weeks(int weeks, boolean accepted) {
        var step = FILE.substring(FILE.indexOf("  - name"), FILE.indexOf("programmes:"));
        var next = step.replace("two-weeks", "next").replace("weeks: 2", "weeks: " + weeks);

        var reading = PolicyFile.read("steps.yaml", new StringReader(FILE.replace(step, step + next)));

        assertThat(reading instanceof PolicyFile.Reading.Accepted).isEqualTo(accepted);
        if (!accepted) {
            assertThat(reading)
                    .hasToString("steps.yaml:9: step next must need more weeks than step two-weeks before it");
        }
    }

    @Test
    void an_empty_file_is_refused() {
        assertThat(PolicyFile.read("empty.yaml", new StringReader("# nothing\n")))
                .hasToString("empty.yaml:1: the file is empty");
    }

    private static Policy accepted(String yaml) {
        return switch (PolicyFile.read("test.yaml", new StringReader(yaml))) {
            case PolicyFile.Reading.Accepted accepted -> accepted.policy();
            case PolicyFile.Reading.Refused refused -> throw new AssertionError(refused);
        };
    }
}
