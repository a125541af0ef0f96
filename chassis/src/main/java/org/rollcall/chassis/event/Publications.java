package org.rollcall.chassis.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.contracts.Topic;

/** Makes publications of events: CloudEvents 1.0 in Kafka's binary mode. */
@ApplicationScoped
public class Publications {

    private static final Header SPECVERSION = new TextHeader("ce_specversion", "1.0");
    private static final Header CONTENT_TYPE = new TextHeader("content-type", "application/json");
    private static final ClassValue<Header> TYPES = new ClassValue<>() {
        @Override
        protected Header computeValue(Class<?> event) {
            return new TextHeader("ce_type", Topic.ceType(event));
        }
    };

    private final Header source;
    private final InstantSource clock;
    private final Ids ids;

    Publications(@ConfigProperty(name = "quarkus.application.name") String service, InstantSource clock, Ids ids) {
        this.source = new TextHeader("ce_source", "/rollcall/" + service);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * An event on its way out, as a step of the trace that is being handled, or of a new one.
     *
     * @param key the record key, which fixes partition and order
     * @param subject the student whom the event is about
     * @param eventId the same whenever the same thing is said again: consumers recognise a repetition by it
     */
    public <E> Publication of(Topic<E> topic, String key, String subject, String eventId, E event) {
        try {
            var headers = List.of(
                    SPECVERSION,
                    new TextHeader("ce_id", eventId),
                    TYPES.get(event.getClass()),
                    source,
                    new TextHeader("ce_time", UsualInstant.text(clock.instant())),
                    new TextHeader("ce_subject", subject),
                    CONTENT_TYPE,
                    new TextHeader(TraceParent.HEADER, nextStep().header()));
            return new Publication(topic.name(), key, EventJson.MAPPER.writeValueAsBytes(event), headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TraceParent nextStep() {
        var trace = TraceParent.CURRENT.isBound() ? TraceParent.CURRENT.get().traceId() : ids.ofTrace(16);
        return new TraceParent(trace, ids.ofTrace(8));
    }
}
