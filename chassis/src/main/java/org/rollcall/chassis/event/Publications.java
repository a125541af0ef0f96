package org.rollcall.chassis.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.contracts.Topic;

/** Makes publications of events: CloudEvents 1.0 in Kafka's binary mode. */
@ApplicationScoped
public class Publications {

    private final String source;
    private final InstantSource clock;
    private final Ids ids;

    Publications(@ConfigProperty(name = "quarkus.application.name") String service, InstantSource clock, Ids ids) {
        this.source = "/rollcall/" + service;
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
            var headers = LinkedHashMap.<String, String>newLinkedHashMap(8);
            headers.put("ce_specversion", "1.0");
            headers.put("ce_id", eventId);
            headers.put("ce_type", Topic.ceType(event.getClass()));
            headers.put("ce_source", source);
            headers.put("ce_time", UsualInstant.text(clock.instant()));
            headers.put("ce_subject", subject);
            headers.put("content-type", "application/json");
            headers.put(TraceParent.HEADER, nextStep().header());
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
