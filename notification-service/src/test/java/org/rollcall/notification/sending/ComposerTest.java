package org.rollcall.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the text of a letter travels. */
class ComposerTest {

    @Test
    void plain_text_goes_as_it_is() {
        assertThat(Composer.transferEncoding("Dear Amina,\r\n\tplease tell us why.\n"))
                .isEqualTo("7bit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dear Zoë", "親愛的小龍", "the students\u2019 union", "\u007f", "\u0007"})
    void what_not_every_mail_server_takes_is_encoded_and_can_still_be_read(String text) {
        assertThat(Composer.transferEncoding(text)).isEqualTo("quoted-printable");
    }

    @Test
    void lines_of_997_and_998_characters_go_as_they_are_and_one_of_999_is_encoded() {
        assertThat(Composer.transferEncoding("a".repeat(997) + "\r\nb")).isEqualTo("7bit");
        assertThat(Composer.transferEncoding("a".repeat(998) + "\r\nb")).isEqualTo("7bit");
        assertThat(Composer.transferEncoding("a".repeat(999) + "\r\nb")).isEqualTo("quoted-printable");
    }
}
