package org.rollcall.engagement.policy.file;

import java.io.Reader;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.ExcusedWeeks;
import org.rollcall.engagement.policy.Ladder;
import org.rollcall.engagement.policy.Levels;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.ProgrammePattern;
import org.rollcall.engagement.policy.ProgrammeRules;
import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.Step;
import org.rollcall.engagement.policy.UnknownWeek;

/**
 * A policy as a YAML file. {@code policies/default.yaml} shows and explains every parameter. A file is accepted or refused
 * as a whole: nothing in it is guessed, ignored or left to a default in the code.
 */
public final class PolicyFile {

    private static final int A_WEEK_OF_HOURS = 7 * 24;
    private static final int WEEKS_IN_A_YEAR = 53;

    private PolicyFile() {}

    /** What came of reading a file. */
    public sealed interface Reading {

        /**
         * It holds this policy.
         *
         * @param versionLine where it says its version, counted from 1
         * @param dateLine where it says from when it is in force
         */
        record Accepted(String file, Policy policy, int versionLine, int dateLine) implements Reading {

            /** Refuses the file for what it says of its version or its date, where an earlier file says the same. */
            public Optional<Refused> refuseBeside(Accepted earlier) {
                if (policy.version().equals(earlier.policy.version())) {
                    return Optional.of(new Refused(
                            file,
                            versionLine,
                            "version %s stands in %s already".formatted(policy.version(), earlier.file)));
                }
                if (policy.inForceFrom().equals(earlier.policy.inForceFrom())) {
                    return Optional.of(new Refused(
                            file,
                            dateLine,
                            "%s comes into force on %s as well".formatted(earlier.file, policy.inForceFrom())));
                }
                return Optional.empty();
            }
        }

        /**
         * It holds none, for this reason.
         *
         * @param line counted from 1
         */
        record Refused(String file, int line, String reason) implements Reading {

            @Override
            public String toString() {
                return file + ":" + line + ": " + reason;
            }
        }
    }

    /**
     * Reads one policy.
     *
     * @param file what a refusal calls the file
     */
    public static Reading read(String file, Reader yaml) {
        try {
            var mapping = YamlValue.read(yaml).asMapping();
            return new Reading.Accepted(
                    file,
                    policy(mapping),
                    mapping.get("version").line(),
                    mapping.get("in-force-from").line());
        } catch (YamlValue.Unacceptable unacceptable) {
            return new Reading.Refused(file, unacceptable.line(), unacceptable.reason());
        }
    }

    private static Policy policy(YamlMapping yaml) {
        var programmes = new HashSet<String>();
        return yaml.make(() -> new Policy(
                yaml.get("version").asId(),
                yaml.get("in-force-from").asDate(),
                Duration.ofHours(yaml.get("week-closes-after-hours").asNumber(0, A_WEEK_OF_HOURS)),
                rules(yaml),
                yaml.get("programmes")
                        .asList(entry -> exception(entry.asMapping().fallingBackOn(yaml), programmes))));
    }

    private static ProgrammeRules exception(YamlMapping yaml, Set<String> programmesBefore) {
        var programme = yaml.get("programme");
        if (!programmesBefore.add(programme.asText())) {
            throw programme.unacceptable("programme " + programme.asText() + " occurs twice, and the first decides");
        }
        return yaml.make(() -> new ProgrammeRules(new ProgrammePattern(programme.asText()), rules(yaml)));
    }

    private static Rules rules(YamlMapping yaml) {
        return new Rules(
                yaml.get("levels").make(levels -> new Levels(Set.copyOf(levels.asList(level -> level.asNumber(0, 8))))),
                yaml.get("minimum-share-percent").asNumber(0, 100),
                yaml.get("unknown-week").asOneOf(UnknownWeek.class),
                yaml.get("excused-weeks").asOneOf(ExcusedWeeks.class),
                yaml.get("steps").make(steps -> new Ladder(steps.asList(step -> step(step.asMapping())))));
    }

    private static Step step(YamlMapping yaml) {
        return yaml.make(() -> new Step(
                yaml.get("name").asId(),
                yaml.get("clause").asId(),
                yaml.get("weeks").asNumber(1, WEEKS_IN_A_YEAR),
                yaml.get("counting").asOneOf(Counting.class),
                yaml.get("action").asOneOf(Action.class)));
    }
}
