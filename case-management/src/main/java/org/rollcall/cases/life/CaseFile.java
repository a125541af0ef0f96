package org.rollcall.cases.life;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * One case of a student: where it is, and the thresholds that were filed in it, live or rescinded.
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
        Set<ThresholdId> thresholds) {

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
                Set.of());
    }

    public boolean isOpen() {
        return switch (state) {
            case CaseState.Contacted() -> true;
            case CaseState.InterviewRequired() -> true;
            case CaseState.Closed closed -> false;
        };
    }

    boolean wasOpenedBy(Threshold threshold) {
        return id.equals(CaseId.openedBy(student, threshold));
    }

    boolean holds(Threshold threshold) {
        return thresholds.contains(threshold.id());
    }

    CaseFile in(CaseState next, Instant now) {
        return new CaseFile(id, student, academicYear, programmeCode, next, openedAt, now, thresholds);
    }

    CaseFile at(String programme) {
        return new CaseFile(id, student, academicYear, programme, state, openedAt, since, thresholds);
    }

    CaseFile with(Threshold added) {
        var more = new HashSet<>(thresholds);
        more.add(added.id());
        return new CaseFile(id, student, academicYear, programmeCode, state, openedAt, since, more);
    }

    CaseFile without(Threshold removed) {
        var fewer = new HashSet<>(thresholds);
        fewer.remove(removed.id());
        return new CaseFile(id, student, academicYear, programmeCode, state, openedAt, since, fewer);
    }
}
