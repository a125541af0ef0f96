package org.rollcall.cases.life;

import java.time.Instant;
import java.util.List;
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
            settling.corrected(known, threshold);
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
        return settling.outcome();
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
