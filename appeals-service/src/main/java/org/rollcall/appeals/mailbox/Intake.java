package org.rollcall.appeals.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.appeals.appeal.Appeals;
import org.rollcall.appeals.appeal.Appeals.Added;
import org.rollcall.appeals.appeal.Appeals.Filed;
import org.rollcall.appeals.appeal.Evidence.Piece;
import org.rollcall.appeals.heard.Decisions;
import org.rollcall.appeals.life.Ground;
import org.rollcall.appeals.life.Receipt;
import org.rollcall.appeals.mailbox.Mails.Mail;
import org.rollcall.appeals.mailbox.Mails.Position;
import org.rollcall.appeals.mailbox.Mails.State;
import org.rollcall.appeals.mailbox.Match.Mentioned;
import org.rollcall.appeals.students.Students;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.time.AcademicCalendar;

/**
 * Takes mails in, each once: the mail, the appeal that it becomes and how far the mailbox was read are one transaction, so
 * that a kill leaves all of it or nothing.
 */
@ApplicationScoped
class Intake {

    private static final String NO_TEXT = "(The mail has no text; see what is attached.)";

    private final Mails mails;
    private final Appeals appeals;
    private final Decisions decisions;
    private final Students students;
    private final Ids ids;
    private final InstantSource clock;

    Intake(Mails mails, Appeals appeals, Decisions decisions, Students students, Ids ids, InstantSource clock) {
        this.mails = mails;
        this.appeals = appeals;
        this.decisions = decisions;
        this.students = students;
        this.ids = ids;
        this.clock = clock;
    }

    /** A mail as it lies in a mailbox. */
    record Lying(String mailbox, long uidValidity, long uid, Instant receivedAt, long size) {}

    /** Takes one, unless it or a later one was taken already. */
    @Transactional
    void take(Lying lying, ReadMail mail) {
        var position = mails.lockedPosition(lying.mailbox(), lying.uidValidity());
        if (position.uidValidity() == lying.uidValidity() && position.lastUid() >= lying.uid()) {
            return;
        }
        mails.keyOf(mail).ifPresent(key -> keep(key, lying, mail));
        mails.move(lying.mailbox(), new Position(lying.uidValidity(), lying.uid()));
    }

    private void keep(String key, Lying lying, ReadMail mail) {
        var mailId = ids.next().toString();
        var candidate = new Match.Candidate(mail.sender(), mail.senderTrusted(), mail.automatic(), mail.readable());
        switch (match(candidate, mail.mentioned())) {
            case Match.Waits(var why) ->
                mails.keep(mailId, key, mail, lying.receivedAt(), lying.size(), State.WAITING, why, null);
            case Match.Appeal(var decisionId) -> {
                var filed = file(mailId, decisionId, mail.text(), mail.attachments(), lying.receivedAt());
                if (filed instanceof Filed.Received(var appealId)) {
                    mails.keep(mailId, key, mail, lying.receivedAt(), lying.size(), State.APPEAL, null, appealId);
                } else {
                    mails.keep(
                            mailId,
                            key,
                            mail,
                            lying.receivedAt(),
                            lying.size(),
                            State.WAITING,
                            Why.ALREADY_APPEALED,
                            null);
                }
            }
        }
    }

    /**
     * Looks again at a mail that waits, after something was heard that may give it its appeal.
     *
     * @return whether there was one
     */
    @Transactional
    boolean lookAgain() {
        var waiting = mails.nextToLookAtAgain().orElse(null);
        if (waiting == null) {
            return false;
        }
        switch (match(waiting.candidate(), waiting.mentioned())) {
            case Match.Waits(var why) -> mails.waitsFor(waiting.mailId(), why);
            case Match.Appeal(var decisionId) -> {
                var filed = file(
                        waiting.mailId(),
                        decisionId,
                        waiting.text(),
                        mails.attachments(waiting.mailId()),
                        waiting.receivedAt());
                if (filed instanceof Filed.Received(var appealId)) {
                    mails.becomesAppeal(waiting.mailId(), appealId);
                } else {
                    mails.waitsFor(waiting.mailId(), Why.ALREADY_APPEALED);
                }
            }
        }
        return true;
    }

    private Match match(Match.Candidate candidate, Collection<String> mentioned) {
        var sender = candidate.sender();
        var known = decisions.find(mentioned).stream()
                .map(decision -> new Mentioned(
                        decision.decisionId(),
                        sender != null
                                && students.find(decision.studentId())
                                        .filter(student -> student.writesFrom(sender))
                                        .isPresent(),
                        decision.withdraw(),
                        appeals.ofDecision(decision.decisionId()).isPresent()))
                .toList();
        return Match.of(candidate, known);
    }

    private Filed file(String mailId, String decisionId, String text, List<Piece> attachments, Instant receivedAt) {
        var decision = decisions.find(decisionId).orElseThrow();
        return appeals.file(new Appeals.Filing(
                decisionId,
                new Receipt.At(receivedAt, AcademicCalendar.dayOf(receivedAt), Receipt.Channel.EMAIL),
                EnumSet.of(Ground.PROCEDURE_NOT_FOLLOWED),
                text.isBlank() ? NO_TEXT : text,
                attachments,
                decision.studentId(),
                mailId));
    }

    /** What became of a mail that a person wanted to settle. */
    sealed interface Settled {

        /** It is settled. */
        record Yes() implements Settled {}

        /** Somebody has settled it before, or it became an appeal. */
        record Already() implements Settled {}

        /** There is no such mail. */
        record NoSuchMail() implements Settled {}

        /** There is no such decision. */
        record NoSuchDecision() implements Settled {}

        /** The Faculty decided that the student continues. */
        record NothingToAppeal() implements Settled {}

        /** The appeal has ended: nothing is added to it. */
        record AppealEnded() implements Settled {}

        /** The appeal would hold more than it may. */
        record TooMuch() implements Settled {}
    }

    /** A person says which decision a mail is about: it becomes an appeal, or evidence of the one that there is. */
    @Transactional
    Settled link(String mailId, String decisionId, String by, String because) {
        var mail = mails.locked(mailId).orElse(null);
        if (mail == null) {
            return new Settled.NoSuchMail();
        }
        if (mail.state() != State.WAITING) {
            return new Settled.Already();
        }
        return switch (file(mail, decisionId)) {
            case Filed.Received(var appealId) -> settle(mail, appealId, by, because);
            case Filed.AlreadyAppealed(var appealId) ->
                switch (appeals.addEvidence(appealId, pieces(mail), by, mailId)) {
                    case Added.As as -> settle(mail, appealId, by, because);
                    case Added.TooLate ended -> new Settled.AppealEnded();
                    case Added.TooMuch tooMuch -> new Settled.TooMuch();
                    case Added.NoSuchAppeal gone -> throw new IllegalStateException("No appeal " + appealId);
                };
            case Filed.NoSuchDecision no -> new Settled.NoSuchDecision();
            case Filed.NothingToAppeal nothing -> new Settled.NothingToAppeal();
        };
    }

    private Filed file(Mail mail, String decisionId) {
        return decisions.find(decisionId).isEmpty()
                ? new Filed.NoSuchDecision()
                : file(mail.mailId(), decisionId, mail.text(), mails.attachments(mail.mailId()), mail.receivedAt());
    }

    /** What the mail says is evidence too. */
    private List<Piece> pieces(Mail mail) {
        var text = mail.text().getBytes(StandardCharsets.UTF_8);
        return Stream.concat(
                        Stream.of(new Piece("mail.txt", "text/plain;charset=UTF-8", text.length, text, null)),
                        mails.attachments(mail.mailId()).stream())
                .toList();
    }

    private Settled settle(Mail mail, String appealId, String by, String because) {
        mails.settle(mail.mailId(), State.LINKED, appealId, by, clock.instant(), because);
        return new Settled.Yes();
    }

    /** A person says that a mail is no appeal. */
    @Transactional
    Settled dismiss(String mailId, String by, String because) {
        var mail = mails.locked(mailId).orElse(null);
        if (mail == null) {
            return new Settled.NoSuchMail();
        }
        if (mail.state() != State.WAITING) {
            return new Settled.Already();
        }
        mails.settle(mailId, State.DISMISSED, null, by, clock.instant(), because);
        return new Settled.Yes();
    }
}
