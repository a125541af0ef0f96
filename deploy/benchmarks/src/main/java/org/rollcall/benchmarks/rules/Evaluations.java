package org.rollcall.benchmarks.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.rollcall.benchmarks.rules.Lives.Life;
import org.rollcall.engagement.assessment.Assessor;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.file.PolicyFile;
import org.rollcall.engagement.policy.file.PolicyFile.Reading;
import org.rollcall.testkit.ServerFailure;

/** How many students a second the core assesses, and the rule engine, on one thread each. */
final class Evaluations {

    private static final String DEFAULT_POLICY = "/policies/default.yaml";
    private static final int LIVES = 500;

    private final Policy policy = defaultPolicy();
    private final Policies policies = Policies.of(policy);
    private final RuleEngine engine = new RuleEngine(policy.rules().ladder());

    /** Students a second, each with so many weeks. */
    record Rates(int weeks, double core, double engine) {}

    /**
     * Measures both, each after as long a time of warming up.
     *
     * @throws ServerFailure when the two do not raise the same: then there is nothing to compare
     */
    Rates measure(int weeks, double seconds) {
        var lives = Lives.some(LIVES, weeks, policies);
        for (var life : lives) {
            if (!core(life).equals(engine.raised(life))) {
                throw new ServerFailure("The core raises %s and the rule engine %s for %s"
                        .formatted(core(life), engine.raised(life), life));
            }
        }
        return new Rates(weeks, rate(lives, this::core, seconds), rate(lives, engine::raised, seconds));
    }

    private Optional<String> core(Life life) {
        return Assessor.assess(life.history(), life.raises(), policies, life.closed())
                .raised()
                .map(raise -> raise.id().step());
    }

    private static double rate(List<Life> lives, Function<Life, Optional<String>> assess, double seconds) {
        run(lives, assess, seconds);
        return run(lives, assess, seconds);
    }

    private static double run(List<Life> lives, Function<Life, Optional<String>> assess, double seconds) {
        var begun = System.nanoTime();
        var end = begun + (long) (seconds * 1e9);
        var count = 0L;
        var raised = 0L;
        while (System.nanoTime() < end) {
            raised += assess.apply(lives.get((int) (count % lives.size()))).isPresent() ? 1 : 0;
            count++;
        }
        var rate = count * 1e9 / (System.nanoTime() - begun);
        // What is computed must be used, or a compiler may leave it out.
        return raised > count ? 0 : rate;
    }

    private static Policy defaultPolicy() {
        try (var file = Policy.class.getResourceAsStream(DEFAULT_POLICY);
                var yaml = new InputStreamReader(Objects.requireNonNull(file, DEFAULT_POLICY), UTF_8)) {
            return switch (PolicyFile.read(DEFAULT_POLICY, yaml)) {
                case Reading.Accepted accepted -> accepted.policy();
                case Reading.Refused refused -> throw new ServerFailure(refused.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
