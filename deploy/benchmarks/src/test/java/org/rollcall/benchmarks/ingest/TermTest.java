package org.rollcall.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TermTest {

    private static final Term TERM = new Term(230, 9, LocalDate.of(2026, 10, 5));

    @Test
    void every_swipe_has_its_place() {
        for (var session = 0; session < TERM.sessionsEach(); session++) {
            var number = session;
            var next = new AtomicInteger();
            TERM.swipes(session, session + 1, swipe -> {
                var student = Integer.parseInt(swipe.cardNumber());
                var place = TERM.placeOf(swipe);

                assertThat(place.studentId()).isEqualTo(Term.student(student));
                assertThat(place.sessionId()).isEqualTo(TERM.sessionId(student / Term.GROUP, number));
                next.incrementAndGet();
            });
            assertThat(next.get()).isGreaterThanOrEqualTo(TERM.students());
        }
    }
}
