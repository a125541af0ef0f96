package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    Path target;

    private Path application;

    @BeforeEach
    void an_application_is_built() throws IOException {
        application = target.resolve("quarkus-app/quarkus-run.jar");
        Files.createDirectories(target.resolve("quarkus-app/lib"));
        Files.writeString(application, "application");
        Files.writeString(target.resolve("quarkus-app/lib/library.jar"), "library");
    }

    @Test
    void an_application_that_was_never_run_starts_without_a_cache() {
        assertThat(AotCache.of(application).use()).isEmpty();
    }

    @Test
    void what_one_run_recorded_is_used_by_the_next() throws IOException {
        // when
        record("of this build");

        // then
        assertThat(contentUsed(AotCache.of(application))).isEqualTo("of this build");
    }

    @Test
    void a_run_that_was_killed_before_it_had_written_its_cache_leaves_the_former_one() throws IOException {
        // given
        record("of this build");

        // when
        AotCache killed = AotCache.of(application);
        killed.record();
        killed.keep();

        // then
        assertThat(contentUsed(killed)).isEqualTo("of this build");
    }

    @Test
    void a_cache_is_not_used_once_any_jar_was_built_anew() throws IOException {
        // given
        record("of this build");

        // when
        Files.setLastModifiedTime(
                target.resolve("quarkus-app/lib/library.jar"), FileTime.from(Instant.parse("2026-10-05T08:00:00Z")));

        // then
        assertThat(AotCache.of(application).use()).isEmpty();
    }

    @Test
    void a_new_cache_takes_the_place_of_those_of_earlier_builds() throws IOException {
        // given
        record("of this build");
        Files.writeString(application, "application, built anew");

        // when
        record("of the next build");

        // then
        try (var caches = Files.list(target.resolve("aot"))) {
            assertThat(caches)
                    .singleElement()
                    .satisfies(cache -> assertThat(cache).hasContent("of the next build"));
        }
    }

    /** What a JVM does that was told to record. */
    private void record(String content) throws IOException {
        AotCache cache = AotCache.of(application);
        Files.writeString(fileIn(cache.record()), content);
        cache.keep();
    }

    /** Of the one cache that a JVM is told to use, with how it is to use it. */
    private static String contentUsed(AotCache cache) throws IOException {
        List<String> options = cache.use();
        assertThat(options)
                .filteredOn(option -> option.startsWith("-XX:AOTCache="))
                .hasSize(1);
        assertThat(options).hasSize(3);
        return Files.readString(fileIn(options));
    }

    private static Path fileIn(List<String> options) {
        String option = options.getFirst();
        return Path.of(option.substring(option.indexOf('=') + 1));
    }
}
