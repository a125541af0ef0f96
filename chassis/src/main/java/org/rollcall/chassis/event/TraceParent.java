package org.rollcall.chassis.event;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of an event: which story it belongs to and which step of it caused the next.
 *
 * <p>While an event is being handled its trace is {@link #CURRENT}, so that whatever is published meanwhile
 * continues the story, through the outbox too.
 */
public record TraceParent(String traceId, String spanId) {

    /** The header's name, on Kafka as in HTTP. */
    public static final String HEADER = "traceparent";

    static final ScopedValue<TraceParent> CURRENT = ScopedValue.newInstance();

    private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");

    /** The trace that a header names; empty for none or for one that cannot be read. */
    public static Optional<TraceParent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var matcher = FORMAT.matcher(header);
        return matcher.matches() ? Optional.of(new TraceParent(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Runs {@code work} as a step of this trace. */
    public void during(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** Answers what {@code work} makes as a step of this trace. */
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    String header() {
        return "00-" + traceId + "-" + spanId + "-01";
    }
}
