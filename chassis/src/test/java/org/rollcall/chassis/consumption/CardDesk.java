package org.rollcall.chassis.consumption;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.Topics;

/** A small service for the tests of the chassis: it writes down what it takes, and fails on a card named so. */
@ApplicationScoped
class CardDesk {

    static final String POISON = "POISON";

    private final Consumption consumption;
    private final DataSource database;
    private final Publications publications;
    private final Outbox outbox;

    CardDesk(Consumption consumption, DataSource database, Publications publications, Outbox outbox) {
        this.consumption = consumption;
        this.database = database;
        this.publications = publications;
        this.outbox = outbox;
    }

    @Incoming("cards")
    @Blocking
    void onCards(ConsumerRecords<String, byte[]> records) {
        consumption.once(records, Topics.CARDS, this::take);
    }

    /** Publishes one authorisation per swipe: some event, to see what becomes of it. */
    @Incoming("swipes")
    @Blocking
    void onSwipes(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.SWIPES, swipes -> {
            swipes.forEach(swipe -> write("swipe " + swipe.event().cardNumber()));
            return swipes.stream().map(this::answer).toList();
        });
    }

    private void take(Delivery<StudentCard> delivery) {
        if (delivery.withdrawn()) {
            write("withdrawn " + delivery.key());
            return;
        }
        var card = delivery.event();
        write("card " + card.cardNumber());
        if (card.cardNumber().startsWith(POISON)) {
            throw new IllegalStateException("a bug that this card brings to light");
        }
        outbox.append(authorisation(card.studentId(), card.cardNumber()));
    }

    private Publication answer(Delivery<Swipe> swipe) {
        return authorisation("S1", "swipe-" + swipe.event().cardNumber());
    }

    private Publication authorisation(String studentId, String id) {
        return publications.of(
                Topics.ABSENCES,
                studentId,
                studentId,
                id,
                new AbsenceAuthorisation(
                        id,
                        studentId,
                        LocalDate.parse("2026-10-12"),
                        LocalDate.parse("2026-10-16"),
                        AbsenceAuthorisation.Status.AUTHORISED,
                        "desk",
                        Instant.parse("2026-10-13T09:00:00Z"),
                        1));
    }

    private void write(String what) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO taken (what) VALUES (?)")) {
            insert.setString(1, what);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
