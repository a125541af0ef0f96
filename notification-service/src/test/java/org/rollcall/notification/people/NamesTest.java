package org.rollcall.notification.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Amina", "Zoë", "Nguyễn", "O'Brien", "李小龙", "Ōta", "Jürgen-Łukasz", "क्षत्रिय", "نیلوفر‌جان"})
    void a_name_is_what_it_is(String name) {
        assertThat(Names.plain(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'Ann\u202eeman', Anneman",
        "'\u2066Ann\u2069', Ann",
        "'Ann\u200fLee', AnnLee",
        "'Ann\u00adLee', AnnLee",
        "'\ufeffAnn', Ann",
        "'  Ann \t Lee ', Ann Lee",
        "'Ann\r\nBcc: x', 'AnnBcc: x'",
        "'Zoe\u0308', Zoë",
    })
    void what_steers_or_hides_in_a_text_is_left_out(String name, String plain) {
        assertThat(Names.plain(name)).isEqualTo(plain);
    }

    @Test
    void only_a_name_from_right_to_left_is_set_apart() {
        assertThat(Names.inText("عمر")).isEqualTo("\u2068عمر\u2069");
        assertThat(Names.inText("Omar (עומר)")).isEqualTo("\u2068Omar (עומר)\u2069");
        assertThat(Names.inText("Omar")).isEqualTo("Omar");
        assertThat(Names.inText("")).isEmpty();
    }

    @Test
    void a_name_of_eighty_characters_is_whole_and_a_longer_one_is_cut_between_characters() {
        assertThat(Names.plain("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(Names.plain("x".repeat(81))).isEqualTo("x".repeat(79) + "…");
        assertThat(Names.plain("𝒳".repeat(255))).isEqualTo("𝒳".repeat(79) + "…");
    }

    @ParameterizedTest
    @CsvSource({
        "p.marsh, true",
        "P.Marsh, true",
        "p.marsh@example.ac.uk, true",
        "q.marsh, false",
        "p, false",
        "p.marsh@, false",
    })
    void a_leader_is_known_by_what_stands_before_the_at_of_their_address(String personId, boolean leads) {
        assertThat(new Programme("BSC-CS", "", "", "p.marsh@example.ac.uk", "").isLedBy(personId))
                .isEqualTo(leads);
        assertThat(new Programme("BSC-CS", "", "", "", "").isLedBy(personId)).isFalse();
    }
}
