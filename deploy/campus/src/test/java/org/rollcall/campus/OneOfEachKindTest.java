package org.rollcall.campus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One student of each kind, worked out on paper: what the policy makes of these weeks, the fifth of which is the reading
 * week. A week is A attended, M missed, U unknown, E excused or N not monitored; a step in brackets was taken back.
 */
class OneOfEachKindTest {

    private static final Campus CAMPUS = Campus.standard();

    @ParameterizedTest
    @CsvSource(textBlock = """
                    S2700002, steady,      AAAANAAA, ,                                        ,                  none
                    S2700011, drifting,    AAAANMAM, 6 one-week 8 one-week,                   2 circumstances,   Contacted
                    S2700024, patchy,      AMAMNAMA, 2 one-week 4 one-week 7 three-weeks,     3 circumstances,   none
                    S2700051, vanishing,   AMMMNMMM, 2 one-week 4 three-weeks 6 four-weeks,   2 circumstances 1 interview-required 2 send-appointment, InterviewRequired
                    S2700268, vanishing,   AAUMNMMM, 4 one-week 7 three-weeks 8 four-weeks,   2 circumstances 1 interview-required 2 send-appointment, InterviewRequired
                    S2700063, returning,   MMMMNAAA, 1 one-week 3 three-weeks 4 four-weeks,   2 circumstances 1 interview-required 2 send-appointment, InterviewRequired
                    S2700077, returning,   AAAMNMMA, 4 one-week 7 three-weeks,                2 circumstances,   none
                    S2700029, ill,         AAEANAAA, ,                                        ,                  none
                    S2700066, explained,   AAEANAAA, (3 one-week),                            1 circumstances 1 correction, none
                    S2700052, overlooked,  AAAANAAA, (2 one-week),                            1 circumstances 1 correction, none
                    S2700049, interrupted, AAAANNNN, ,                                        ,                  none
                    S2700300, steady,      ,         ,                                        ,                  none
                    """)
    void the_account_is_what_paper_says(
            String id,
            String behaviour,
            @Nullable String weeks,
            @Nullable String steps,
            @Nullable String mails,
            String openCase) {
        Account account = CAMPUS.expectation();

        assertThat(CAMPUS.enrolled())
                .filteredOn(student -> student.id().equals(id))
                .extracting(student -> student.behaviour().name())
                .containsExactly(behaviour);
        assertThat(weeks(account, id)).isEqualTo(orEmpty(weeks));
        assertThat(steps(account, id)).isEqualTo(orEmpty(steps));
        assertThat(mails(account, id)).isEqualTo(orEmpty(mails));
        assertThat(Optional.ofNullable(account.cases().get(id)).orElse("none")).isEqualTo(openCase);
    }

    private static String weeks(Account account, String id) {
        return of(id, account.weeks(), Account.StudentWeek::studentId)
                .map(week -> week.getValue().name().substring(0, 1))
                .collect(Collectors.joining());
    }

    private static String steps(Account account, String id) {
        return of(id, account.raises(), Account.Raise::studentId)
                .map(raise -> {
                    String step = CAMPUS.weekOf(raise.getKey().asOfWeek()) + " "
                            + raise.getKey().step();
                    return switch (raise.getValue()) {
                        case LIVE -> step;
                        case RESCINDED -> "(" + step + ")";
                    };
                })
                .collect(Collectors.joining(" "));
    }

    private static String mails(Account account, String id) {
        SortedMap<String, Integer> numbers = new TreeMap<>();
        of(id, account.mails(), Account.Mail::studentId)
                .forEach(mail -> numbers.merge(mail.getKey().template(), mail.getValue(), Integer::sum));
        return numbers.entrySet().stream()
                .map(number -> number.getValue() + " " + number.getKey())
                .collect(Collectors.joining(" "));
    }

    private static <K, V> Stream<Map.Entry<K, V>> of(String id, SortedMap<K, V> entries, Function<K, String> student) {
        return entries.entrySet().stream()
                .filter(entry -> student.apply(entry.getKey()).equals(id));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
