package org.rollcall.cases.life;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one student, and the case files that follow from it.
 *
 * <p>As long as no person has acted in a case, it is what the facts of today make of it, read in the order of the weeks:
 * so it does not matter in which order they were heard, or how often, and a correction makes the case what it would have
 * been. The files keep what happened meanwhile.
 */
public record Casebook(StudentId student, Facts facts, List<CaseFile> files) {

    public Casebook {
        files = List.copyOf(files);
    }

    /** Of a student never heard of. */
    public static Casebook empty(StudentId student) {
        return new Casebook(student, Facts.NONE, List.of());
    }

    /** The student's files after something was heard, and what happened in them by that. */
    public record Outcome(Casebook casebook, List<Change> changes) {

        public Outcome {
            changes = List.copyOf(changes);
        }
    }

    /** The file that holds a threshold; each that was ever heard of is in one. */
    public CaseId filedIn(ThresholdId threshold) {
        return files.stream()
                .filter(file -> file.thresholds().contains(threshold))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /**
     * A step was reached, rescinded or reinstated.
     *
     * @param eventId of the event that says so: the e-mails that follow name it as their cause
     */
    public Outcome heard(Threshold threshold, String eventId, Instant now) {
        var known = facts.threshold(threshold.id());
        if (known == null && !threshold.isLive()) {
            // Whoever hears of the raise late, or never, finds the same file as one who heard of it in time.
            var raised = heard(threshold.beforeRescission(), eventId, now);
            var rescinded = raised.casebook().heard(threshold, eventId, now);
            return new Outcome(
                    rescinded.casebook(),
                    Stream.concat(raised.changes().stream(), rescinded.changes().stream())
                            .toList());
        }
        var settling = new Settling(student, facts.with(threshold, eventId), files, now);
        if (known != null && known.revision() < threshold.revision()) {
            settling.corrected(known, threshold, facts);
        }
        settling.settle();
        if (!facts.causes().containsKey(eventId)) {
            facts.causedBy(eventId).forEach(settling::emailed);
        }
        return settling.outcome();
    }

    /** A week was assessed, or assessed anew. */
    public Outcome heard(Week week, Instant now) {
        var settling = new Settling(student, facts.with(week), files, now);
        settling.settle();
        settling.keepAgreements(facts);
        return settling.outcome();
    }

    /**
     * Something was heard of an appeal.
     *
     * @return empty when nobody ever made the decision that it is against
     */
    public Optional<Outcome> heard(Appeal appeal, Instant now) {
        return files.stream()
                .filter(file -> file.dealings().decisions().stream()
                        .anyMatch(decision -> decision.id().equals(appeal.against())))
                .findFirst()
                .map(file -> taken(new Appeals(file, now).heard(appeal), now));
    }

    /** The time passed: a withdrawal takes effect where nothing holds it. */
    public Outcome timePassed(CaseId id, Instant now) {
        return taken(file(id).flatMap(file -> new Appeals(file, now).windowPassed()), now);
    }

    private Outcome taken(Optional<Desk.Verdict.Done> verdict, Instant now) {
        var settling = new Settling(student, facts, files, now);
        verdict.ifPresent(done -> settling.acted(done.file(), done.happenings()));
        return settling.outcome();
    }

    /** What became of an act. */
    public sealed interface Acted {

        record Done(Outcome outcome) implements Acted {}

        /** Nothing happened. */
        record Refused(Refusal refusal) implements Acted {}
    }

    /** A person acts in one of the files. */
    public Acted act(CaseId id, Act act, Instant now) {
        return switch (desk(id, now).act(act)) {
            case Desk.Verdict.Refused(var refusal) -> new Acted.Refused(refusal);
            case Desk.Verdict.Done done -> {
                var settling = new Settling(student, facts, files, now);
                settling.acted(done.file(), done.happenings());
                settling.keepAgreements(facts);
                yield new Acted.Done(settling.outcome());
            }
        };
    }

    /** What may follow in one of the files, by whom, or why not yet. */
    public List<Next> next(CaseId id, Instant now) {
        return desk(id, now).next();
    }

    /** The file of this id. */
    public Optional<CaseFile> file(CaseId id) {
        return files.stream().filter(file -> file.id().equals(id)).findFirst();
    }

    /** The e-mails that the thresholds of a file led to, oldest first. */
    public List<Contact> contacts(CaseFile file) {
        return facts.contacts().values().stream()
                .filter(contact -> facts.reasonFor(contact)
                        .filter(file.thresholds()::contains)
                        .isPresent())
                .sorted(Comparator.comparing(Contact::at).thenComparing(Contact::emailId))
                .toList();
    }

    private Desk desk(CaseId id, Instant now) {
        var file = file(id).orElseThrow();
        var agreements = files.stream()
                .filter(other -> other.academicYear().equals(file.academicYear()))
                .flatMap(other -> other.dealings().agreements().stream())
                .filter(Agreement::counts)
                .count();
        return new Desk(file, facts, agreements, now);
    }

    /** An e-mail about the student was sent, or given up. */
    public Outcome heard(Contact contact, Instant now) {
        var settling = new Settling(student, facts.with(contact), files, now);
        if (facts.isNews(contact)) {
            settling.emailed(contact);
        }
        return settling.outcome();
    }
}
