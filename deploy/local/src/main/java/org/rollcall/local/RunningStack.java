package org.rollcall.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.rollcall.contracts.Principal;
import org.rollcall.contracts.Principals;
import org.rollcall.local.Clocks.Reading;

/** A stack that runs, in whatever process: what anyone may do with it from outside. */
public final class RunningStack {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Layout layout;
    private final DevEndpoints endpoints;

    public RunningStack(Layout layout) {
        this.layout = layout;
        this.endpoints = new DevEndpoints(layout);
    }

    /**
     * The stack whose folder this is.
     *
     * @throws Refusal when none runs there
     */
    public static RunningStack in(Path folder) {
        StackFolder stack = new StackFolder(folder);
        if (!stack.isReady()) {
            throw new Refusal("Rollcall is not up: ./rollcall up");
        }
        return new RunningStack(stack.layout().orElseThrow());
    }

    public Layout layout() {
        return layout;
    }

    /** Where the clock of each service stands; a service that does not answer is left out. */
    Map<Service, Reading> clocks() {
        Map<Service, Reading> clocks = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            endpoints.clock(service).ifPresent(clock -> clocks.put(service, clock));
        }
        return clocks;
    }

    /** The instant that all services have reached. */
    public Instant now() {
        return clocks().values().stream()
                .map(Reading::now)
                .min(Instant::compareTo)
                .orElseThrow(() -> new Refusal("No service answers: ./rollcall status"));
    }

    /** Waits until no service has anything left to do, five minutes at most. */
    public void settle() {
        settle(PATIENCE, outstanding -> {});
    }

    /**
     * Waits until no service has anything left to do.
     *
     * @param waiting is told, again and again, what is waited for
     * @throws Refusal when it takes longer than the patience lasts
     */
    public void settle(Duration patience, Consumer<List<String>> waiting) {
        new Settling(endpoints::settled, patience, waiting).await();
    }

    /** Lives until the target, which is not before any clock. */
    public void travelTo(Instant target) {
        travelTo(target, PATIENCE, passing -> {}, outstanding -> {});
    }

    /**
     * Sets the clocks of all services to the target, by way of everything that falls due before.
     *
     * @param patience how long the services may take to settle at each stop
     * @param passing is told each instant that all clocks have reached
     * @param waiting is told, again and again, what is waited for
     * @throws Refusal when a clock is further already, or cannot be set
     */
    public void travelTo(Instant target, Duration patience, Consumer<Instant> passing, Consumer<List<String>> waiting) {
        new TimeTravel(endpoints, new Settling(endpoints::settled, patience, waiting), passing).to(target);
    }

    /** The settings with which a client of this principal comes to the broker. */
    public Map<String, Object> kafka(Principal principal) {
        Map<String, Object> settings = new HashMap<>();
        new StackFolder(layout.folder()).security().ifPresent(security -> settings.putAll(security.client(principal)));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, layout.bootstrapServers());
        return settings;
    }

    /** A way to publish what the university's other systems do; to be closed. */
    public Publisher publisher() {
        return new Publisher(kafka(Principals.TIMETABLING));
    }
}
