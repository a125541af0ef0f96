package org.rollcall.engagement.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.engagement.EngagementSettings;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.PolicyFixtures;

/** What is refused here ends the start of the service. */
class PolicyLoadingTest {

    @TempDir
    private Path folder;

    @Test
    void without_files_the_policy_is_the_one_that_the_service_brings() {
        assertThat(load().versions()).containsExactly(PolicyFixtures.DEFAULT_POLICY);
    }

    @Test
    void of_several_versions_the_one_in_force_on_the_weeks_monday_assesses_it() throws IOException {
        var policies = load(file("a.yaml", "2026.1", "2026-08-01"), file("b.yaml", "2027.1", "2027-08-01"));

        assertThat(policies.inForceOn(LocalDate.of(2027, 7, 26)).map(Policy::version))
                .contains("2026.1");
        assertThat(policies.inForceOn(LocalDate.of(2027, 8, 2)).map(Policy::version))
                .contains("2027.1");
        assertThat(policies.inForceOn(LocalDate.of(2026, 7, 27))).isEmpty();
    }

    @Test
    void a_wrong_file_ends_the_start_with_its_line_and_the_reason() throws IOException {
        var wrong = file("a.yaml", "2026.1", "2026-08-32");

        assertThatThrownBy(() -> load(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This is not a policy: %s:%d: '2026-08-32' is not a date of the form 2026-08-01"
                        .formatted(wrong, lineOf("in-force-from")));
    }

    @Test
    void two_files_of_one_version_end_the_start_with_the_line_of_the_second() throws IOException {
        var first = file("a.yaml", "2026.1", "2026-08-01");
        var second = file("b.yaml", "2026.1", "2027-08-01");

        assertThatThrownBy(() -> load(first, second))
                .hasMessage("This is not a policy: %s:%d: version 2026.1 stands in %s already"
                        .formatted(second, lineOf("version"), first));
    }

    @Test
    void two_versions_of_one_day_end_the_start_with_the_line_of_the_second() throws IOException {
        var first = file("a.yaml", "2026.1", "2026-08-01");
        var second = file("b.yaml", "2026.2", "2026-08-01");

        assertThatThrownBy(() -> load(first, second))
                .hasMessage("This is not a policy: %s:%d: %s comes into force on 2026-08-01 as well"
                        .formatted(second, lineOf("in-force-from"), first));
    }

    @Test
    void a_file_that_is_not_there_ends_the_start_with_its_name() {
        var missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> load(missing)).hasMessageContaining(missing.toString());
    }

    private static Policies load(Path... files) {
        return new PolicyLoading().policies(new EngagementSettings() {
            @Override
            public Optional<List<Path>> policies() {
                return Optional.of(List.of(files)).filter(given -> !given.isEmpty());
            }

            @Override
            public int portionsAtOnce() {
                return 1;
            }

            @Override
            public int studentsAtOnce() {
                return 1;
            }

            @Override
            public Duration correctionPause() {
                return Duration.ZERO;
            }
        });
    }

    private Path file(String name, String version, String inForceFrom) throws IOException {
        var text = defaultFile().replace("\"2026.1\"", "\"" + version + "\"").replace("2026-08-01", inForceFrom);
        return Files.writeString(folder.resolve(name), text);
    }

    private static long lineOf(String parameter) throws IOException {
        return 1
                + Stream.of(defaultFile().split("\n", -1))
                        .takeWhile(line -> !line.startsWith(parameter + ":"))
                        .count();
    }

    private static String defaultFile() throws IOException {
        try (var file = PolicyFixtures.class.getResourceAsStream(PolicyFixtures.DEFAULT_FILE)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
