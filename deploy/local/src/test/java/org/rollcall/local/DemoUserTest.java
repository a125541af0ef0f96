package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoUserTest {

    @Test
    void there_is_somebody_in_every_role() {
        assertThat(DemoUser.all())
                .extracting(DemoUser::role)
                .contains(
                        "student",
                        "programme-leader",
                        "faculty-admin",
                        "registry",
                        "compliance",
                        "administrator",
                        "timetabling",
                        "mailer");
    }

    @Test
    void students_leaders_and_offices_see_their_own_rows() {
        assertThat(DemoUser.named("amina").orElseThrow().bounds()).isEqualTo("S1000001");
        assertThat(DemoUser.named("p.marsh").orElseThrow().bounds()).isEqualTo("BSC-CS");
        assertThat(DemoUser.named("fet-admin").orElseThrow().bounds()).isEqualTo("FET");
    }

    @Test
    void whoever_asks_for_a_token_of_somebody_unknown_is_told_whom_there_is() {
        // given
        Tokens tokens = new Tokens(Layout.usual(Path.of("anywhere"), 0));

        // when, then
        assertThatThrownBy(() -> tokens.of("nobody"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'nobody'")
                .hasMessageContaining("p.marsh");
    }
}
