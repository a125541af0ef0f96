package org.rollcall.chassis.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.ids.Ids;

class SecretsTest {

    private static final String OLD = "2026:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String NEW = "2027:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

    @Test
    void a_text_is_read_as_it_was_written_and_looks_different_each_time() {
        var secrets = secrets(OLD);

        var once = secrets.seal("because of my mother's illness", "here");
        var again = secrets.seal("because of my mother's illness", "here");

        assertThat(secrets.open(once, "here")).isEqualTo("because of my mother's illness");
        assertThat(again).isNotEqualTo(once);
        assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("mother");
    }

    @Test
    void a_text_that_was_moved_or_changed_is_not_read() {
        var secrets = secrets(OLD);
        var sealed = secrets.seal("because", "here");

        assertThatThrownBy(() -> secrets.open(sealed, "there")).hasMessageContaining("not as it was written");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> secrets.open(sealed, "here")).hasMessageContaining("not as it was written");
    }

    @Test
    void the_key_can_be_changed_while_the_old_one_is_kept_for_reading() {
        var sealed = secrets(OLD).seal("because", "here");

        assertThat(secrets(NEW, OLD).open(sealed, "here")).isEqualTo("because");
        assertThatThrownBy(() -> secrets(NEW).open(sealed, "here")).hasMessageContaining("needs the key '2026'");
        assertThatThrownBy(() -> secrets(OLD).open(secrets(NEW, OLD).seal("because", "here"), "here"))
                .hasMessageContaining("needs the key '2027'");
    }

    @Test
    void what_is_no_text_is_sealed_too() {
        var scan = new byte[] {(byte) 0xff, 0, (byte) 0xd8, 'x'};

        var sealed = secrets(OLD).seal(scan, "here");

        assertThat(secrets(OLD).openBytes(sealed, "here")).isEqualTo(scan);
    }

    @Test
    void a_word_is_found_by_its_fingerprint_with_the_key_alone_and_after_the_key_was_changed() {
        var written = secrets(OLD).fingerprint("decision-1");

        assertThat(secrets(OLD).fingerprint("decision-1")).isEqualTo(written).doesNotContain("decision");
        assertThat(secrets(OLD).fingerprint("decision-2")).isNotEqualTo(written);
        assertThat(secrets(NEW).fingerprint("decision-1")).isNotEqualTo(written);
        assertThat(secrets(NEW, OLD).fingerprints("decision-1")).contains(written);
    }

    @Test
    void a_key_of_another_length_is_refused_without_being_shown() {
        assertThatThrownBy(() -> secrets("short:c2hvcnQ="))
                .hasMessageContaining("short")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    private static Secrets secrets(String... keys) {
        return new Secrets(new Ids(), Optional.of(List.of(keys)));
    }
}
