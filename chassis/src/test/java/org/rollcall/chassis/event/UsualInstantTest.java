package org.rollcall.chassis.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shorter way to the same instants. */
class UsualInstantTest {

    private static final long SEED = 20261005;

    @Test
    void whatever_it_reads_it_reads_as_the_jdk_does() {
        // given instants of all years that have four digits, some with a character changed
        var random = new Random(SEED);
        var read = 0;
        for (var i = 0; i < 200_000; i++) {
            var text = Instant.ofEpochSecond(
                            random.nextLong(-62_135_596_800L, 253_402_300_800L),
                            random.nextBoolean() ? 0 : random.nextInt(1_000_000_000))
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-17 * 60, 17 * 60)))
                    .toString();
            if (random.nextInt(4) == 0) {
                var at = random.nextInt(text.length());
                text = text.substring(0, at) + "0123456789-+:.TZ ".charAt(random.nextInt(17)) + text.substring(at + 1);
            }

            // when
            var usual = UsualInstant.parse(text);

            // then
            if (usual != null) {
                read++;
                assertThat(usual).as("%s, seed %d", text, SEED).isEqualTo(byTheJdk(text));
            }
        }
        assertThat(read).isGreaterThan(140_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-05T09:00:00Z", "2026-02-29T09:00:00Z", "2026-10-05T24:00:00Z", "2026-10-05T09:00:60Z",
                "2026-10-05T09:00:00", "2026-10-05T09:00Z", "2026-10-05 09:00:00Z", "2026-10-05T09:00:00.Z",
                "2026-10-05T09:00:00+0100", "2026-10-05T09:00:00+01:60", "2026-10-05T09:00:00.1234567890Z", ""
            })
    void what_is_spelled_otherwise_is_left_to_the_jdk(String text) {
        assertThat(UsualInstant.parse(text)).isNull();
    }

    @Test
    void whatever_it_writes_it_writes_as_the_jdk_does() {
        // given instants of the years around those that have four digits, with fractions of every length
        var random = new Random(SEED);
        for (var i = 0; i < 200_000; i++) {
            var instant = Instant.ofEpochSecond(
                    random.nextLong(-62_200_000_000L, 253_420_000_000L), fraction(random, random.nextInt(10)));

            // then
            assertThat(UsualInstant.text(instant)).as("seed %d", SEED).isEqualTo(instant.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2028-02-29T23:59:59.001Z",
                "2026-10-05T09:00:00.000001Z"
            })
    void at_the_edges_it_writes_as_the_jdk_does(String text) {
        assertThat(UsualInstant.text(Instant.parse(text))).isEqualTo(text);
    }

    private static int fraction(Random random, int digits) {
        var unit = (int) Math.pow(10, 9 - digits);
        return random.nextInt(1_000_000_000 / unit) * unit;
    }

    private static @Nullable Instant byTheJdk(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
