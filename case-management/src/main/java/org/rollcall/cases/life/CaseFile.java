package org.rollcall.cases.life;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * One case of a student: where it is, the thresholds that were filed in it, live or rescinded, and what people did in it.
 *
 * @param programmeCode where the student was when the latest of its thresholds was raised
 * @param since when it came to its present state
 */
public record CaseFile(
        CaseId id,
        StudentId student,
        String academicYear,
        String programmeCode,
        CaseState state,
        Instant openedAt,
        Instant since,
        Set<ThresholdId> thresholds,
        Dealings dealings) {

    public CaseFile {
        thresholds = Set.copyOf(thresholds);
    }

    static CaseFile openedBy(StudentId student, Threshold first, Instant now) {
        return new CaseFile(
                CaseId.openedBy(student, first),
                student,
                first.academicYear(),
                first.programmeCode(),
                new CaseState.Contacted(),
                now,
                now,
                Set.of(),
                Dealings.NONE);
    }

    /** Whether it is in the way of another case of its student and year: all but a closed one are, a withdrawal too. */
    public boolean isOpen() {
        return !(state instanceof CaseState.Closed);
    }

    boolean wasOpenedBy(Threshold threshold) {
        return id.equals(CaseId.openedBy(student, threshold));
    }

    boolean holds(Threshold threshold) {
        return thresholds.contains(threshold.id());
    }

    boolean isFlagged(Flag flag) {
        return dealings.flags().contains(flag);
    }

    /** Something that it rests on was corrected, and no person has looked at it yet. */
    boolean isInDoubt() {
        return isFlagged(Flag.THRESHOLD_RESCINDED) || isFlagged(Flag.BREACH_CORRECTED);
    }

    CaseFile in(CaseState next, Instant now) {
        return new CaseFile(id, student, academicYear, programmeCode, next, openedAt, now, thresholds, dealings);
    }

    CaseFile at(String programme) {
        return new CaseFile(id, student, academicYear, programme, state, openedAt, since, thresholds, dealings);
    }

    CaseFile with(Threshold added) {
        var more = new HashSet<>(thresholds);
        more.add(added.id());
        return new CaseFile(id, student, academicYear, programmeCode, state, openedAt, since, more, dealings);
    }

    CaseFile without(Threshold removed) {
        var fewer = new HashSet<>(thresholds);
        fewer.remove(removed.id());
        return new CaseFile(id, student, academicYear, programmeCode, state, openedAt, since, fewer, dealings);
    }

    CaseFile with(Dealings latest) {
        return new CaseFile(id, student, academicYear, programmeCode, state, openedAt, since, thresholds, latest);
    }
}
