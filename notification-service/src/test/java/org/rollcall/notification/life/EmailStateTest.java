package org.rollcall.notification.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.notification.life.EmailState.Failed;
import org.rollcall.notification.life.EmailState.Pending;
import org.rollcall.notification.life.EmailState.Sending;
import org.rollcall.notification.life.EmailState.Sent;
import org.rollcall.notification.life.EmailState.UnderWay;
import org.rollcall.notification.life.EmailState.Unknown;
import org.rollcall.notification.life.EmailState.Withdrawn;
import org.rollcall.notification.life.Outcome.Accepted;
import org.rollcall.notification.life.Outcome.Deferred;
import org.rollcall.notification.life.Outcome.Lost;
import org.rollcall.notification.life.Outcome.Refused;

class EmailStateTest {

    private static final UUID EMAIL = UUID.fromString("0e3a1100-0000-3000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-10-14T08:00:00Z");
    private static final Instant REAL_TIME = Instant.parse("2031-01-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LAST = BackOff.TRIES;

    record Step(UnderWay from, Outcome outcome, EmailState to) {}

    static List<Step> steps() {
        var pause = BackOff.after(1, EMAIL).orElseThrow();
        var longPause = BackOff.after(LAST - 1, EMAIL).orElseThrow();
        return List.of(
                new Step(new Sending(1), new Accepted("250 OK"), new Sent(1, NOW, "250 OK")),
                new Step(new Sending(1), new Deferred("451 later"), new Pending(1, NOW.plus(pause), "451 later")),
                new Step(
                        new Sending(LAST - 1),
                        new Deferred("451 later"),
                        new Pending(LAST - 1, NOW.plus(longPause), "451 later")),
                new Step(new Sending(LAST), new Deferred("451 later"), new Failed(LAST, NOW, "451 later")),
                new Step(new Sending(1), new Refused("550 nobody"), new Failed(1, NOW, "550 nobody")),
                new Step(new Sending(1), new Lost("reset"), new Unknown(1, "reset", REAL_TIME, REAL_TIME)),
                new Step(new Sending(LAST), new Lost("reset"), new Unknown(LAST, "reset", REAL_TIME, REAL_TIME)),
                // The database was away, another instance took the sender for dead, and the sender knows better.
                new Step(unknown(1), new Accepted("250 OK"), new Sent(1, NOW, "250 OK")),
                new Step(unknown(1), new Refused("550 nobody"), new Failed(1, NOW, "550 nobody")));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void what_the_sender_knows_decides_where_an_email_goes(Step step) {
        assertThat(step.from().after(step.outcome(), EMAIL, NOW, REAL_TIME)).isEqualTo(step.to());
    }

    @Test
    void an_email_is_due_as_soon_as_it_is_asked_for() {
        assertThat(Pending.asked(NOW)).isEqualTo(new Pending(0, NOW, null));
    }

    @Test
    void every_try_is_counted_before_it_is_made() {
        assertThat(new Pending(2, NOW, "451 later").toSending()).isEqualTo(new Sending(3));
    }

    @Test
    void what_waits_can_be_withdrawn_or_set_aside() {
        assertThat(new Pending(2, NOW, null).toWithdrawn(NOW, "why")).isEqualTo(new Withdrawn(2, NOW, "why"));
        assertThat(new Pending(2, NOW, null).toFailed(NOW, "why")).isEqualTo(new Failed(2, NOW, "why"));
    }

    @Test
    void a_copy_in_the_journal_proves_that_the_mail_was_taken() {
        assertThat(unknown(1).toSent(NOW))
                .isEqualTo(new Sent(1, NOW, "found in the journal mailbox; the answer was lost: reset"));
    }

    @ParameterizedTest
    @CsvSource({
        // seconds since the loss, seconds from the loss to the next look; none when the verdict is spoken
        "0, 15",
        "584, 599",
        "585, 600",
        "599, 600",
        "600, ",
        "601, ",
    })
    void a_missing_copy_means_nothing_until_the_server_has_had_its_time(long elapsed, Long nextLook) {
        var verdict = unknown(1).notFound(REAL_TIME.plusSeconds(elapsed), PATIENCE, NOW);

        assertThat(verdict)
                .isEqualTo(
                        nextLook == null
                                ? new Pending(1, NOW, "reset")
                                : new Unknown(1, "reset", REAL_TIME, REAL_TIME.plusSeconds(nextLook)));
    }

    @Test
    void a_copy_that_is_missing_after_the_last_try_leaves_the_email_to_a_person() {
        assertThat(unknown(LAST).notFound(REAL_TIME.plus(PATIENCE), PATIENCE, NOW))
                .isEqualTo(new Failed(LAST, NOW, "reset"));
    }

    @Test
    void a_journal_that_cannot_be_read_settles_nothing() {
        var later = REAL_TIME.plus(PATIENCE).plus(PATIENCE);

        assertThat(unknown(1).notLooked(later)).isEqualTo(new Unknown(1, "reset", REAL_TIME, later.plusSeconds(15)));
    }

    private static Unknown unknown(int attempt) {
        return new Unknown(attempt, "reset", REAL_TIME, REAL_TIME);
    }
}
