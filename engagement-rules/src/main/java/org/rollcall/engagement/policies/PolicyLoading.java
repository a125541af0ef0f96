package org.rollcall.engagement.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.rollcall.engagement.EngagementSettings;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.file.PolicyFile;
import org.rollcall.engagement.policy.file.PolicyFile.Reading.Accepted;
import org.rollcall.engagement.policy.file.PolicyFile.Reading.Refused;

/** Loads the policies when the service starts, and refuses to start with a file that is wrong. */
@ApplicationScoped
class PolicyLoading {

    private static final Logger LOG = Logger.getLogger(PolicyLoading.class);
    private static final String BUILT_IN = "policies/default.yaml";

    /** At start, not when the first week closes: a wrong file is found by whoever put it there. */
    @Produces
    @Singleton
    @Startup
    Policies policies(EngagementSettings settings) {
        var policies = new Policies(settings.policies()
                .map(PolicyLoading::loadAll)
                .orElseGet(() -> List.of(loadBuiltIn().policy())));
        for (var policy : policies.versions()) {
            LOG.infof("Policy %s is in force from %s", policy.version(), policy.inForceFrom());
        }
        return policies;
    }

    private static List<Policy> loadAll(List<Path> files) {
        var accepted = new ArrayList<Accepted>();
        for (var file : files) {
            var next = load(file);
            accepted.stream()
                    .flatMap(earlier -> next.refuseBeside(earlier).stream())
                    .findFirst()
                    .ifPresent(refused -> {
                        throw refusal(refused);
                    });
            accepted.add(next);
        }
        return accepted.stream().map(Accepted::policy).toList();
    }

    private static Accepted load(Path file) {
        try (var yaml = Files.newBufferedReader(file)) {
            return read(file.toString(), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("The policy file %s cannot be read".formatted(file), e);
        }
    }

    private static Accepted loadBuiltIn() {
        try (var resource = PolicyLoading.class.getClassLoader().getResourceAsStream(BUILT_IN);
                var yaml = new InputStreamReader(Objects.requireNonNull(resource, BUILT_IN), UTF_8)) {
            return read(BUILT_IN, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Accepted read(String file, Reader yaml) {
        return switch (PolicyFile.read(file, yaml)) {
            case Accepted accepted -> accepted;
            case Refused refused -> throw refusal(refused);
        };
    }

    private static IllegalStateException refusal(Refused refused) {
        return new IllegalStateException("This is not a policy: " + refused);
    }
}
