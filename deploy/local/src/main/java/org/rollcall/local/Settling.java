package org.rollcall.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rollcall.local.DevEndpoints.Settled;

/**
 * Waits until no service has anything left to do. That each says so once is not enough: what one was just publishing,
 * another has not seen. When all say so twice in a row and nothing came or went in between, it is over.
 */
final class Settling {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Supplier<Map<Service, Settled>> question;
    private final Duration patience;
    private final Consumer<List<String>> waiting;

    /**
     * A way to wait.
     *
     * @param waiting is told what is waited for, again and again
     */
    Settling(Supplier<Map<Service, Settled>> question, Duration patience, Consumer<List<String>> waiting) {
        this.question = question;
        this.patience = patience;
        this.waiting = waiting;
    }

    /**
     * Returns when all services have settled.
     *
     * @throws Refusal when they have not in time; it lists what they still wait for
     */
    void await() {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        Map<Service, Settled> before = question.get();
        while (true) {
            Map<Service, Settled> now = question.get();
            List<String> outstanding = outstanding(now);
            if (outstanding.isEmpty() && outstanding(before).isEmpty() && sameFingerprints(before, now)) {
                return;
            }
            if (System.nanoTime() > giveUpAt) {
                throw new Refusal("Not settled after " + patience.toSeconds() + " s. Waiting for:\n  "
                        + String.join(
                                "\n  ", outstanding.isEmpty() ? List.of("events that keep coming") : outstanding));
            }
            if (!outstanding.isEmpty()) {
                waiting.accept(outstanding);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            before = now;
        }
    }

    private static List<String> outstanding(Map<Service, Settled> answers) {
        List<String> outstanding = new ArrayList<>();
        answers.forEach((service, answer) -> {
            if (!answer.settled()) {
                outstanding.add(service.title() + ": "
                        + (answer.waitingFor().isEmpty() ? "something" : String.join(", ", answer.waitingFor())));
            }
        });
        return outstanding;
    }

    private static boolean sameFingerprints(Map<Service, Settled> before, Map<Service, Settled> now) {
        return now.entrySet().stream().allMatch(entry -> {
            Settled earlier = before.get(entry.getKey());
            return earlier != null
                    && earlier.fingerprint().equals(entry.getValue().fingerprint());
        });
    }
}
