package org.rollcall.chassis.time;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one place that makes the clock which everything else is given. */
@ApplicationScoped
public class ClockProducer {

    enum Kind {
        SYSTEM,
        ADJUSTABLE
    }

    @Produces
    @Singleton
    InstantSource clock(
            @ConfigProperty(name = "rollcall.clock") Kind kind,
            @ConfigProperty(name = "rollcall.clock.start") Optional<Instant> start,
            @ConfigProperty(name = "rollcall.clock.file") Optional<Path> file) {
        // PostgreSQL keeps microseconds: what is stored and what is published are the same instant.
        var system = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
        return switch (kind) {
            case SYSTEM -> system;
            case ADJUSTABLE -> {
                if (ConfigUtils.isProfileActive("prod")) {
                    throw new IllegalStateException(
                            "rollcall.clock=adjustable is refused in the prod profile: deadlines would be whatever someone sets");
                }
                yield new AdjustableClock(start.orElseGet(system::instant), file);
            }
        };
    }
}
