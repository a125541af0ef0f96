package org.rollcall.chassis.rest;

import io.github.bucket4j.Bucket;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;

/**
 * How often a student may ask for a change: so many POSTs at once, and so many a minute after that. Each instance counts
 * for itself, and by the machine's own time: the service's clock may stand still.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
class StudentRate implements ContainerRequestFilter {

    /** Of so many students the ones who have asked for nothing lately are forgotten. */
    private static final int REMEMBERED = 10_000;

    private final Persons persons;
    private final int atOnce;
    private final int perMinute;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    StudentRate(
            Persons persons,
            @ConfigProperty(name = "rollcall.rest.student-posts.at-once") int atOnce,
            @ConfigProperty(name = "rollcall.rest.student-posts.per-minute") int perMinute) {
        this.persons = persons;
        this.atOnce = atOnce;
        this.perMinute = perMinute;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return;
        }
        var person = persons.asking();
        if (!person.has(Roles.STUDENT)) {
            return;
        }
        if (buckets.size() >= REMEMBERED) {
            // A full bucket says no more than none.
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= atOnce);
        }
        var taken = buckets.computeIfAbsent(person.id(), _ -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw Problems.tooMany(1 + TimeUnit.NANOSECONDS.toSeconds(taken.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withNanosecondPrecision()
                .build();
    }
}
