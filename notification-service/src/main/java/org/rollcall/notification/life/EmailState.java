package org.rollcall.notification.life;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an e-mail is in its life. It is asked for, and {@link Pending} until it is due and its recipient's address is
 * known; {@link Sending} from before the first byte goes to the mail server; then {@link Sent}, pending again,
 * {@link Failed} after the last try, or {@link Unknown} when nobody heard the server's answer, which the journal
 * mailbox settles. What is not to be said any more is {@link Withdrawn} before it is sent.
 */
public sealed interface EmailState {

    /** Its name. */
    Stage stage();

    /** How often it was handed to the mail server, the present time included. */
    int attempts();

    /** The names of the states. */
    enum Stage {
        PENDING,
        SENDING,
        UNKNOWN,
        SENT,
        FAILED,
        WITHDRAWN
    }

    /**
     * It waits for its time.
     *
     * @param problem why the last try failed; null before the first
     */
    record Pending(int attempts, Instant due, @Nullable String problem) implements EmailState {

        /** Asked for, and due at once. */
        public static Pending asked(Instant now) {
            return new Pending(0, now, null);
        }

        /** To be committed before the mail server hears of it. */
        public Sending toSending() {
            return new Sending(attempts + 1);
        }

        /** No mail can be made of it. */
        public Failed toFailed(Instant now, String reason) {
            return new Failed(attempts, now, reason);
        }

        /** It is not to be said any more. */
        public Withdrawn toWithdrawn(Instant now, String reason) {
            return new Withdrawn(attempts, now, reason);
        }

        @Override
        public Stage stage() {
            return Stage.PENDING;
        }
    }

    /** The mail server may have it, and its answer is still to come. */
    sealed interface UnderWay extends EmailState {

        /**
         * What the one who talked to the server knows.
         *
         * @param email decides the pause before the next try
         * @param now by the service's clock
         * @param realTime by the clock on the wall, for what is lost
         */
        default EmailState after(Outcome outcome, UUID email, Instant now, Instant realTime) {
            return switch (outcome) {
                case Outcome.Accepted(var answer) -> new Sent(attempts(), now, answer);
                case Outcome.Deferred(var problem) ->
                    BackOff.after(attempts(), email)
                            .<EmailState>map(pause -> new Pending(attempts(), now.plus(pause), problem))
                            .orElseGet(() -> new Failed(attempts(), now, problem));
                case Outcome.Refused(var answer) -> new Failed(attempts(), now, answer);
                case Outcome.Lost(var problem) -> new Unknown(attempts(), problem, realTime, realTime);
            };
        }
    }

    /** Somebody is talking to the mail server about it, or died while doing so. */
    record Sending(int attempts) implements UnderWay {

        /** The mail server never heard of it, and it goes back to where it was. */
        public Pending untried(Instant now) {
            return new Pending(attempts - 1, now, null);
        }

        @Override
        public Stage stage() {
            return Stage.SENDING;
        }
    }

    /**
     * Nobody heard the server's answer. Both instants are real time, whatever the service's clock says: a mail server
     * finishes what it has begun in real seconds.
     *
     * @param since when the answer was lost
     * @param nextLook when the journal is to be looked at next
     */
    record Unknown(int attempts, String problem, Instant since, Instant nextLook) implements UnderWay {

        /** While the server may still be busy with it, this often is enough. */
        private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

        /** Its copy is in the journal, so the server took it, for all its recipients. */
        public Sent toSent(Instant now) {
            return new Sent(attempts, now, "found in the journal mailbox; the answer was lost: " + problem);
        }

        /**
         * Its copy was not in the journal at that real time. Once the server has had all the time that it can need,
         * that means it was not taken, and it is sent again.
         *
         * @param patience how long after the loss a copy may still arrive
         */
        public EmailState notFound(Instant realTime, Duration patience, Instant now) {
            var verdict = since.plus(patience);
            if (!realTime.isBefore(verdict)) {
                return attempts < BackOff.TRIES
                        ? new Pending(attempts, now, problem)
                        : new Failed(attempts, now, problem);
            }
            var soon = realTime.plus(BETWEEN_LOOKS);
            return new Unknown(attempts, problem, since, soon.isBefore(verdict) ? soon : verdict);
        }

        /** The journal could not be looked at. */
        public Unknown notLooked(Instant realTime) {
            return new Unknown(attempts, problem, since, realTime.plus(BETWEEN_LOOKS));
        }

        @Override
        public Stage stage() {
            return Stage.UNKNOWN;
        }
    }

    /** The mail server took it. */
    record Sent(int attempts, Instant at, String answer) implements EmailState {

        @Override
        public Stage stage() {
            return Stage.SENT;
        }
    }

    /** It will not be tried again by itself: a person is needed. */
    record Failed(int attempts, Instant at, String reason) implements EmailState {

        @Override
        public Stage stage() {
            return Stage.FAILED;
        }
    }

    /** It was never taken by the mail server and never will be: what it says is not so any more. */
    record Withdrawn(int attempts, Instant at, String reason) implements EmailState {

        @Override
        public Stage stage() {
            return Stage.WITHDRAWN;
        }
    }
}
