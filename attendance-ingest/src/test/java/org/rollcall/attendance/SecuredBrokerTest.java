package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.swipe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.Principal;
import org.rollcall.contracts.Principals;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.KafkaSecurity;
import org.rollcall.testkit.SecuredKafkaResource;
import org.rollcall.testkit.TopicProbe;

/** The service at a broker that allows it what {@link Principals} says: what comes in, by outbox and by batch, goes out. */
@QuarkusTest
@QuarkusTestResource(
        value = SecuredKafkaResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "database", value = "attendance_secured"),
            @ResourceArg(name = "principal", value = "attendance-ingest")
        })
class SecuredBrokerTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    InstantSource clock;

    @Test
    void its_rights_are_enough_for_all_that_it_does() {
        try (var probe = new TopicProbe(client(Principals.TIMETABLING), client(KafkaSecurity.OBSERVER))) {
            // given
            Service.setClock(clock, at("08:00"));
            var records = probe.endOf(Topics.RECORDS);
            var rejections = probe.endOf(Topics.REJECTIONS);

            // when
            probe.publish(Topics.CARDS, "C1", card("C1", "S1"));
            probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1"));
            probe.await(records, 1);
            Service.setClock(clock, at("09:30"));
            probe.publish(Topics.SWIPES, "C1", swipe("C1", "09:03"));
            probe.publishRaw(Topics.SWIPES.name(), "C1", "no swipe");

            // then
            assertThat(probe.await(records, 2))
                    .extracting(event -> event.as(AttendanceRecord.class).status())
                    .containsExactly(Status.EXPECTED, Status.PRESENT);
            probe.await(rejections, 1);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get("/dev/settled").jsonPath().getBoolean("settled"));
        }
    }

    private Map<String, Object> client(Principal principal) {
        // Asked here, because this broker alone has it: what is injected into a test, Quarkus looks for in all of them.
        var security = ConfigProvider.getConfig().getValue("rollcall.test.kafka-security", Path.class);
        var settings = new HashMap<>(KafkaSecurity.in(security).client(principal));
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }
}
