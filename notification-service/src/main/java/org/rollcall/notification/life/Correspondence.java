package org.rollcall.notification.life;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.life.EmailState.Stage;

/**
 * All that was written because of one raise of a step, oldest first: notices, and corrections of notices. Its one rule
 * is that everybody's last word is true. So a rescission corrects what was sent and withdraws what was not, and a raise
 * that is reinstated is told anew exactly to those whose notice was withdrawn, failed or taken back.
 */
public record Correspondence(List<Written> written) {

    public Correspondence {
        written = List.copyOf(written);
    }

    /**
     * An e-mail that was asked for.
     *
     * @param corrects the notice that it takes back; null for a notice
     */
    public record Written(
            UUID id, Mailing mailing, Stage stage, @Nullable UUID corrects) {

        boolean isNotice() {
            return corrects == null;
        }

        /** The recipient has read it, or may have. */
        boolean mayHaveArrived() {
            return switch (stage) {
                case SENDING, UNKNOWN, SENT -> true;
                case PENDING, FAILED, WITHDRAWN -> false;
            };
        }
    }

    /** What to ask for. */
    public record Request(Mailing mailing, @Nullable UUID corrects) {}

    /** What follows: e-mails to ask for, and pending ones to withdraw. */
    public record Next(List<Request> ask, List<UUID> withdraw) {

        public Next {
            ask = List.copyOf(ask);
            withdraw = List.copyOf(withdraw);
        }
    }

    /** The raise stands. */
    public Next reached(List<Mailing> notices) {
        return new Next(
                notices.stream()
                        .filter(mailing -> !stands(mailing))
                        .map(mailing -> new Request(mailing, null))
                        .toList(),
                pending(written.stream().filter(mail -> !mail.isNotice())));
    }

    /**
     * The raise does not stand. A notice of which it is not known yet whether it went out is corrected too: its
     * correction waits behind it, and is withdrawn should it turn out not to have been sent.
     */
    public Next rescinded(List<Mailing> corrections) {
        var ask = new ArrayList<Request>();
        for (var correction : corrections) {
            var last = lastNoticeTo(correction.recipient());
            if (last != null && last.mayHaveArrived() && !isCorrected(last)) {
                ask.add(new Request(correction, last.id()));
            }
        }
        return new Next(ask, pending(written.stream().filter(Written::isNotice)));
    }

    /** The notice was asked for, did not come to nothing, and no correction that may have arrived came after it. */
    private boolean stands(Mailing mailing) {
        var stands = false;
        for (var mail : written) {
            if (mail.mailing().equals(mailing)) {
                stands = mail.stage() == Stage.PENDING || mail.mayHaveArrived();
            } else if (!mail.isNotice() && mail.mayHaveArrived()) {
                stands = false;
            }
        }
        return stands;
    }

    private boolean isCorrected(Written notice) {
        return written.stream()
                .anyMatch(mail -> notice.id().equals(mail.corrects())
                        && (mail.stage() == Stage.PENDING || mail.mayHaveArrived()));
    }

    private @Nullable Written lastNoticeTo(Recipient recipient) {
        return written.stream()
                .filter(mail -> mail.isNotice() && mail.mailing().recipient() == recipient)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static List<UUID> pending(Stream<Written> mails) {
        return mails.filter(mail -> mail.stage() == Stage.PENDING)
                .map(Written::id)
                .toList();
    }
}
