package org.rollcall.engagement.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.rollcall.engagement.policy.file.PolicyFile;

/** The default policy, and what tests vary of it. */
public final class PolicyFixtures {

    public static final String DEFAULT_FILE = "/policies/default.yaml";
    public static final Policy DEFAULT_POLICY = defaultPolicy();
    public static final Rules DEFAULT_RULES = DEFAULT_POLICY.rules();

    private PolicyFixtures() {}

    /** The default policy, as it is written. */
    public static String defaultFile() {
        try (var file = PolicyFixtures.class.getResourceAsStream(DEFAULT_FILE)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A version that is in force long before the weeks of any test. */
    public static Policies always(Rules rules) {
        return Policies.of(version("test", LocalDate.of(2000, 1, 1), rules));
    }

    public static Policy version(String version, LocalDate inForceFrom, Rules rules, ProgrammeRules... exceptions) {
        return new Policy(version, inForceFrom, Duration.ofHours(48), rules, List.of(exceptions));
    }

    public static Rules withLadder(Step... steps) {
        return new Rules(
                DEFAULT_RULES.levels(),
                DEFAULT_RULES.minimumSharePercent(),
                DEFAULT_RULES.unknownWeek(),
                DEFAULT_RULES.excusedWeeks(),
                new Ladder(List.of(steps)));
    }

    public static Rules withMinimumShare(int percent) {
        return new Rules(
                DEFAULT_RULES.levels(),
                percent,
                DEFAULT_RULES.unknownWeek(),
                DEFAULT_RULES.excusedWeeks(),
                DEFAULT_RULES.ladder());
    }

    public static Rules with(UnknownWeek unknownWeek) {
        return new Rules(
                DEFAULT_RULES.levels(),
                DEFAULT_RULES.minimumSharePercent(),
                unknownWeek,
                DEFAULT_RULES.excusedWeeks(),
                DEFAULT_RULES.ladder());
    }

    public static Rules with(ExcusedWeeks excusedWeeks) {
        return new Rules(
                DEFAULT_RULES.levels(),
                DEFAULT_RULES.minimumSharePercent(),
                DEFAULT_RULES.unknownWeek(),
                excusedWeeks,
                DEFAULT_RULES.ladder());
    }

    public static Rules withLevels(Integer... levels) {
        return new Rules(
                new Levels(Set.of(levels)),
                DEFAULT_RULES.minimumSharePercent(),
                DEFAULT_RULES.unknownWeek(),
                DEFAULT_RULES.excusedWeeks(),
                DEFAULT_RULES.ladder());
    }

    private static Policy defaultPolicy() {
        try (var stream = Objects.requireNonNull(PolicyFixtures.class.getResourceAsStream(DEFAULT_FILE));
                var reader = new InputStreamReader(stream, UTF_8)) {
            return switch (PolicyFile.read(DEFAULT_FILE, reader)) {
                case PolicyFile.Reading.Accepted accepted -> accepted.policy();
                case PolicyFile.Reading.Refused refused -> throw new IllegalStateException(refused.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
