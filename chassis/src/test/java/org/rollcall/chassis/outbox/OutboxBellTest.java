package org.rollcall.chassis.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the relay is woken. */
class OutboxBellTest {

    private final OutboxBell bell = new OutboxBell(Transactions.REGISTRY);

    @Test
    void it_rings_after_a_commit() throws Exception {
        // when
        Transactions.committed(bell::ringAfterCommit);

        // then
        assertThat(bell.await(Duration.ZERO)).isTrue();
    }

    @Test
    void it_does_not_ring_before_the_commit() throws Exception {
        Transactions.committed(() -> {
            // when
            bell.ringAfterCommit();

            // then
            assertThat(heard()).isFalse();
        });
    }

    @Test
    void it_does_not_ring_for_what_was_rolled_back() throws Exception {
        // when
        Transactions.rolledBack(bell::ringAfterCommit);

        // then
        assertThat(bell.await(Duration.ZERO)).isFalse();
    }

    @Test
    void it_rings_once_for_a_transaction_however_much_was_put_in() throws Exception {
        // when
        Transactions.committed(() -> {
            bell.ringAfterCommit();
            bell.ringAfterCommit();
        });

        // then
        assertThat(bell.await(Duration.ZERO)).isTrue();
        assertThat(bell.await(Duration.ZERO)).isFalse();
    }

    @Test
    void what_rang_before_it_was_silenced_is_over() throws Exception {
        // given
        Transactions.committed(bell::ringAfterCommit);

        // when
        bell.silence();

        // then
        assertThat(bell.await(Duration.ZERO)).isFalse();
    }

    private boolean heard() {
        try {
            return bell.await(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
