package org.rollcall.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    private static final String ADDRESS = "a.okafor@student.example.ac.uk";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Amina\r\nBcc: everybody@example.ac.uk",
                "Amina\nOkafor",
                "Amina\rOkafor",
                "Amina\0",
                "Amina\u0085",
                "Amina\u2028Okafor",
                "\u001b[31mAmina",
            })
    void a_name_with_a_control_character_is_refused(String name) {
        assertThatThrownBy(() -> Header.address(ADDRESS, name))
                .isInstanceOf(MessagingException.class)
                .hasMessage("The name holds a control character");
    }

    @ParameterizedTest
    @CsvSource({
        "Amina Okafor, Amina Okafor <a.okafor@student.example.ac.uk>",
        "'Okafor, Amina', '\"Okafor, Amina\" <a.okafor@student.example.ac.uk>'",
        "'\"><script>', '\"\\\"><script>\" <a.okafor@student.example.ac.uk>'",
        "Zoë Łuk, =?UTF-8?Q?Zo=C3=AB_=C5=81uk?= <a.okafor@student.example.ac.uk>",
    })
    void a_name_that_is_only_strange_is_encoded(String name, String header) throws MessagingException {
        assertThat(Header.address(ADDRESS, name)).hasToString(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "two@at@example.ac.uk",
                "a.okafor@student.example.ac.uk, b@example.ac.uk",
                "Amina <a.okafor@student.example.ac.uk>",
                "a okafor@example.ac.uk",
                "a.okafor@example.ac.uk\r\nRCPT TO:<b@example.ac.uk>",
                "amína@example.ac.uk",
            })
    void what_is_no_address_alone_is_refused(String address) {
        assertThatThrownBy(() -> Header.address(address, "")).isInstanceOf(MessagingException.class);
    }
}
