package org.rollcall.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.Clocks.Reading;

/**
 * Brings the clocks of all services to an instant, by way of every midnight before which something falls due. At each,
 * those that have nothing due are set first, so that what they do upon the others' work is not done before its time; then
 * the others, one after the other, and what one does is done and passed on before the next is set.
 */
final class TimeTravel {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Clocks clocks;
    private final Settling settling;
    private final Consumer<Instant> passing;

    /**
     * A way to travel.
     *
     * @param passing is told each instant that all clocks have reached
     */
    TimeTravel(Clocks clocks, Settling settling, Consumer<Instant> passing) {
        this.clocks = clocks;
        this.settling = settling;
        this.passing = passing;
    }

    /**
     * Returns when all clocks stand at the target and all that was due by then is done.
     *
     * @throws Refusal when a clock is further already, or cannot be set
     */
    void to(Instant target) {
        for (Map.Entry<Service, Reading> clock : readings().entrySet()) {
            if (clock.getValue().now().isAfter(target)) {
                throw new Refusal("The clock of " + clock.getKey().title() + " stands at "
                        + clock.getValue().now() + ", later than " + target + ": time does not go back.");
            }
        }
        settling.await();
        Map<Service, Reading> readings = readings();
        while (earliest(readings).isBefore(target)) {
            Instant step = Steps.next(earliest(readings), target, due(readings));
            for (Service service : idleFirst(readings, step)) {
                if (setTo(service, step)) {
                    settling.await();
                }
            }
            passing.accept(step);
            readings = readings();
        }
        settling.await();
    }

    /** Otherwise in the order in which events go through them. */
    private static List<Service> idleFirst(Map<Service, Reading> readings, Instant step) {
        return readings.keySet().stream()
                .sorted(Comparator.comparing(service ->
                        isDue(Objects.requireNonNull(readings.get(service)).nextDue(), step)))
                .toList();
    }

    /** Sets a service's clock, unless it is there already; true when something falls due by that. */
    private boolean setTo(Service service, Instant step) {
        Reading before = patiently(service, () -> clocks.clock(service));
        if (!before.now().isBefore(step)) {
            return false;
        }
        Reading after = patiently(service, () -> clocks.setClock(service, step));
        return isDue(before.nextDue(), step) || isDue(after.nextDue(), step);
    }

    private Map<Service, Reading> readings() {
        Map<Service, Reading> readings = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            readings.put(service, patiently(service, () -> clocks.clock(service)));
        }
        return readings;
    }

    /** A service that was killed is started again meanwhile. */
    private static Reading patiently(Service service, Supplier<Optional<Reading>> question) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Reading> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > giveUpAt) {
                throw new Refusal(service.title() + " does not answer. Is the stack up? ./rollcall status");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static Instant earliest(Map<Service, Reading> readings) {
        return readings.values().stream()
                .map(Reading::now)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static List<Instant> due(Map<Service, Reading> readings) {
        List<Instant> due = new ArrayList<>();
        for (Reading reading : readings.values()) {
            if (reading.nextDue() != null) {
                due.add(reading.nextDue());
            }
        }
        return due;
    }

    private static boolean isDue(@Nullable Instant due, Instant by) {
        return due != null && !due.isAfter(by);
    }
}
