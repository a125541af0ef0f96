package org.rollcall.chassis.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamedIdTest {

    @Test
    void an_id_is_the_name_based_uuid_of_version_3_as_java_makes_it() {
        for (var i = 0; i < 1_000; i++) {
            var name = "S%07d\nMichaelmas, Übung %d\n%d".formatted(i, i, i % 7);
            assertThat(NamedId.of(name.split("\n")))
                    .isEqualTo(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void names_of_which_the_parts_meet_elsewhere_have_other_ids() {
        assertThat(NamedId.of("S1", "1")).isNotEqualTo(NamedId.of("S", "11"));
    }
}
