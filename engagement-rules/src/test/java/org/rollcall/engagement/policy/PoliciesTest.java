package org.rollcall.engagement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.version;
import static org.rollcall.engagement.policy.PolicyFixtures.withMinimumShare;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {

    private static final Policy FIRST = version("first", LocalDate.of(2026, 8, 1), DEFAULT_RULES);
    private static final Policy SECOND = version("second", LocalDate.of(2027, 1, 4), DEFAULT_RULES);

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({"2026-07-27, ", "2026-08-03, first", "2026-12-28, first", "2027-01-04, second", "2027-01-11, second"})
    void the_latest_version_that_has_come_into_force_by_the_monday_is_in_force(LocalDate monday, String version) {
        var inForce = Policies.of(FIRST, SECOND).inForceOn(monday);

        assertThat(inForce.map(Policy::version).orElse(null)).isEqualTo(version);
    }

    @Test
    void the_order_in_which_versions_are_loaded_does_not_matter() {
        assertThat(Policies.of(FIRST, SECOND)).isEqualTo(Policies.of(SECOND, FIRST));
    }

    @Test
    void a_version_may_be_tried_from_another_day_on() {
        var earlier = SECOND.inForceSince(FIRST.inForceFrom());

        assertThat(earlier).isEqualTo(version("second", FIRST.inForceFrom(), DEFAULT_RULES));
    }

    @Test
    void two_versions_cannot_have_the_same_name_or_day() {
        var sameName = version("first", LocalDate.of(2030, 1, 1), DEFAULT_RULES);
        var sameDay = version("third", FIRST.inForceFrom(), DEFAULT_RULES);

        assertThatIllegalArgumentException().isThrownBy(() -> Policies.of(FIRST, sameName));
        assertThatIllegalArgumentException().isThrownBy(() -> Policies.of(FIRST, sameDay));
    }

    @ParameterizedTest(name = "{0}: {1} percent")
    @CsvSource({"BSC-CS, 0", "BSC-NURS, 80", "MSC-NURS-ADULT, 80", "BSC-PHYS, 50", "BSC-PHYS2, 0", "XBSC-PHYS, 0"})
    void the_first_entry_that_names_a_programme_decides(String programme, int minimumShare) {
        var policy = version(
                "test",
                FIRST.inForceFrom(),
                DEFAULT_RULES,
                new ProgrammeRules(new ProgrammePattern("*-NURS*"), withMinimumShare(80)),
                new ProgrammeRules(new ProgrammePattern("BSC-PHYS"), withMinimumShare(50)),
                new ProgrammeRules(new ProgrammePattern("BSC-PHYS"), withMinimumShare(60)));

        assertThat(policy.rulesFor(programme).minimumSharePercent()).isEqualTo(minimumShare);
    }

    @Test
    void a_dot_in_a_programme_code_is_a_dot() {
        var pattern = new ProgrammePattern("B.SC*");

        assertThat(pattern).hasToString("B.SC*");
        assertThat(pattern.matches("B.SC-CS")).isTrue();
        assertThat(pattern.matches("BXSC-CS")).isFalse();
    }
}
