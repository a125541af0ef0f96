package org.rollcall.appeals.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.appeals.life.Completion.Issue;
import org.rollcall.appeals.life.Completion.Particulars;

class CompletionTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-12-07");
    private static final List<Issue> ISSUES = List.of(new Issue("Procedure", "It was followed."));

    @ParameterizedTest
    @CsvSource({
        "2026-12-07, 2027-12-07",
        "2027-02-28, 2028-02-28",
        "2027-03-01, 2028-03-01",
        "2028-02-28, 2029-02-28",
        "2028-02-29, 2029-02-28",
        "2028-03-01, 2029-03-01",
        "2099-02-28, 2100-02-28"
    })
    void the_oia_accepts_a_complaint_for_twelve_months(LocalDate letter, LocalDate lastDay) {
        assertThat(Completion.lastDayForOia(letter)).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-07, 2027-01-04", "2028-02-01, 2028-02-29", "2027-02-01, 2027-03-01"})
    void the_letter_is_due_28_days_after_the_decision(LocalDate decided, LocalDate due) {
        assertThat(Completion.dueBy(decided)).isEqualTo(due);
    }

    @Test
    void a_letter_that_says_everything_is_complete() {
        assertThat(Completion.draft(particulars("Amina Okafor", "The policy", ISSUES, "Because."), TODAY))
                .isInstanceOfSatisfying(Completion.Complete.class, letter -> {
                    assertThat(letter.date()).isEqualTo(TODAY);
                    assertThat(letter.lastDayForOia()).isEqualTo("2027-12-07");
                });
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of(particulars(null, "The policy", ISSUES, "Because."), "the student's name"),
                Arguments.of(particulars(" ", "The policy", ISSUES, "Because."), "the student's name"),
                Arguments.of(particulars("Amina Okafor", null, ISSUES, "Because."), "the procedure applied"),
                Arguments.of(particulars("Amina Okafor", "The policy", List.of(), "Because."), "the issues considered"),
                Arguments.of(
                        particulars("Amina Okafor", "The policy", List.of(new Issue("Procedure", " ")), "Because."),
                        "the issues considered"),
                Arguments.of(particulars("Amina Okafor", "The policy", ISSUES, " "), "the reasons of the decision"));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void a_letter_that_lacks_something_says_what_and_is_none(Particulars known, String missing) {
        assertThat(Completion.draft(known, TODAY)).isEqualTo(new Completion.Incomplete(List.of(missing)));
    }

    private static Particulars particulars(
            @Nullable String name, @Nullable String procedure, List<Issue> issues, String reasons) {
        return new Particulars(
                name,
                "S1000001",
                "BSc (Hons) Computer Science",
                "0198c2",
                procedure,
                LocalDate.parse("2026-11-18"),
                LocalDate.parse("2026-11-30"),
                issues,
                Outcome.NOT_UPHELD,
                TODAY,
                reasons);
    }
}
