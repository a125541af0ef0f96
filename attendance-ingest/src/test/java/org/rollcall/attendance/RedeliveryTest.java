package org.rollcall.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.cancelled;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.present;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.event.Publication;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.testkit.RollcallResource;

/** A crash between commit and publishing: the batch is delivered again, and nothing that was to be said is lost. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class RedeliveryTest {

    private static final Instant NOW = at("12:00");

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        Service.emptyAndBeforeEverything(clock);
        desk.take(NOW, card("C1", "S1"), card("C2", "S2"));
    }

    @Test
    void sessions_that_are_delivered_again_publish_the_same_revisions_under_the_same_ids() {
        // given
        var sessions =
                desk.deliveries(lecture("L1", "09:00", "10:00", "S1", "S2"), lecture("L2", "11:00", "12:00", "S1"));
        var first = desk.takeSessions(NOW, sessions);

        // when
        var again = desk.takeSessions(NOW, sessions);

        // then
        assertThat(said(again)).hasSize(3).isEqualTo(said(first));
    }

    @Test
    void swipes_and_marks_that_are_delivered_again_publish_the_same_revisions_under_the_same_ids() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        var swipes = desk.deliveries(swipe("C1", "09:00"), swipe("C2", "09:30"), swipe("UNKNOWN", "09:00"));
        var registers = desk.deliveries(register("L1", "10:05", present("S2")));
        var swiped = desk.takeSwipes(NOW, swipes);
        var marked = desk.takeRegisters(NOW, registers);

        // when
        var swipedAgain = desk.takeSwipes(NOW, swipes);
        var markedAgain = desk.takeRegisters(NOW, registers);

        // then
        assertThat(said(swiped).values())
                .extracting(AttendanceRecord::status)
                .containsExactlyInAnyOrder(Status.PRESENT, Status.LATE);
        assertThat(said(markedAgain)).isEqualTo(said(marked));
        assertThat(said(swipedAgain).values())
                .as("the register has spoken since")
                .containsExactlyInAnyOrder(desk.record("S1", "L1"), desk.record("S2", "L1"));
    }

    @Test
    void a_record_of_another_session_that_loses_or_gains_a_swipe_leaves_through_the_outbox() {
        // given a swipe that counts for L1, because it starts nearer
        var first = lecture("L1", "09:00", "10:00", "S1");
        desk.take(NOW, first, lecture("L2", "09:10", "10:00", "S1"));
        desk.take(NOW, swipe("C1", "09:01"));

        // when
        var said = desk.take(NOW, cancelled(first));

        // then a redelivery could not know about L2
        assertThat(said(said).values()).containsExactly(desk.record("S1", "L1"));
        assertThat(desk.outbox()).containsExactly(desk.record("S1", "L2"));
        assertThat(desk.status("S1", "L2")).isEqualTo(Status.PRESENT);
    }

    @Test
    void what_a_card_changes_leaves_through_the_outbox() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        desk.take(NOW, swipe("C1", "09:00"));

        // when
        desk.take(NOW, card("C1", "S2"));

        // then
        assertThat(desk.outbox()).containsExactly(desk.record("S1", "L1"), desk.record("S2", "L1"));
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.EXPECTED);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.PRESENT);
    }

    @Test
    void a_publication_is_keyed_by_the_student_and_tells_which_trace_led_to_it() {
        // when
        var said = desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));

        // then
        assertThat(said).singleElement().satisfies(publication -> {
            assertThat(publication.topic()).isEqualTo("attendance.records");
            assertThat(publication.key()).isEqualTo("S1");
            assertThat(publication.headers())
                    .containsEntry("ce_type", "org.rollcall.AttendanceRecord.v1")
                    .containsEntry("ce_source", "/rollcall/attendance-ingest")
                    .containsEntry("ce_subject", "S1")
                    .containsKey("traceparent");
        });
    }

    /** By the event's id. */
    private Map<String, AttendanceRecord> said(List<Publication> publications) {
        return publications.stream()
                .collect(Collectors.toMap(
                        publication -> String.valueOf(publication.headers().get("ce_id")), desk::said));
    }
}
