package org.rollcall.campus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.contracts.WeekAssessed.Outcome;

/** Each expected ladder was worked out on paper from the text of the policy. */
class LadderTest {

    private static final LocalDate FIRST = LocalDate.of(2027, 2, 8);

    /** A attended, M missed, U unknown, E excused, N not monitored; then the steps as number of the week and of weeks. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    AAAAAAAA,
                    MAAAAAAA, 1:one-week
                    MMAAAAAA, 1:one-week
                    MMMAAAAA, 1:one-week 3:three-weeks
                    MMMMAAAA, 1:one-week 3:three-weeks 4:four-weeks
                    MMMMMMMM, 1:one-week 3:three-weeks 4:four-weeks
                    AMNMUMNM, 2:one-week 6:three-weeks 8:four-weeks
                    MEMEMEME, 1:one-week 3:one-week 5:three-weeks 7:one-week
                    MAMAMAAA, 1:one-week 3:one-week 5:three-weeks
                    MMAMAAAA, 1:one-week 4:three-weeks
                    MMMAMMMM, 1:one-week 3:three-weeks 5:one-week 7:three-weeks 8:four-weeks
                    UUUUUUUU,
                    EEEEEEEE,
                    """)
    void steps_are_raised_week_by_week(String weeks, @Nullable String steps) {
        assertThat(live(weeks)).isEqualTo(steps == null ? "" : steps);
    }

    @Test
    void late_data_brings_a_contact_first_and_the_interview_only_a_week_later() {
        Ladder ladder = new Ladder();

        List<String> atOnce = names(ladder.assess(weeks("MMMM")).raised());
        List<String> again = names(ladder.assess(weeks("MMMM")).raised());
        List<String> aWeekLater = names(ladder.assess(weeks("MMMMM")).raised());

        assertThat(atOnce).containsExactly("4:three-weeks");
        assertThat(again).isEmpty();
        assertThat(aWeekLater).containsExactly("5:four-weeks");
    }

    @Test
    void a_corrected_week_takes_back_what_it_had_raised_and_leaves_what_still_holds() {
        Ladder ladder = new Ladder();
        ladder.assess(weeks("M"));
        ladder.assess(weeks("MM"));

        Ladder.Changes changes = ladder.assess(weeks("AM"));

        assertThat(names(changes.rescinded())).containsExactly("1:one-week");
        assertThat(names(changes.raised())).containsExactly("2:one-week");
    }

    private static String live(String outcomes) {
        Ladder ladder = new Ladder();
        List<String> raised = new ArrayList<>();
        for (int week = 1; week <= outcomes.length(); week++) {
            Ladder.Changes changes = ladder.assess(weeks(outcomes.substring(0, week)));
            raised.addAll(names(changes.raised()));
            assertThat(changes.rescinded()).isEmpty();
        }
        return String.join(" ", raised);
    }

    private static List<String> names(List<Ladder.Raised> raises) {
        return raises.stream()
                .map(raise -> ChronoUnit.WEEKS.between(FIRST, raise.asOf) + 1 + ":" + raise.step.name())
                .toList();
    }

    private static SortedMap<LocalDate, Outcome> weeks(String outcomes) {
        SortedMap<LocalDate, Outcome> weeks = new TreeMap<>();
        for (int i = 0; i < outcomes.length(); i++) {
            weeks.put(
                    FIRST.plusWeeks(i),
                    switch (outcomes.charAt(i)) {
                        case 'A' -> Outcome.ATTENDED;
                        case 'M' -> Outcome.MISSED;
                        case 'U' -> Outcome.UNKNOWN;
                        case 'E' -> Outcome.EXCUSED;
                        case 'N' -> Outcome.NOT_MONITORED;
                        default -> throw new IllegalArgumentException(outcomes);
                    });
        }
        return weeks;
    }
}
