package org.rollcall.cases.life;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A case file. */
public record CaseId(String value) {

    public CaseId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A case's id is not blank");
        }
    }

    /**
     * The case that this threshold opens when none is open: the name-based UUID of student, academic year and threshold,
     * so that a case opened again from the same facts, after a crash or on another day, is the same case.
     */
    static CaseId openedBy(StudentId student, Threshold threshold) {
        var name = String.join(
                "\n", student.value(), threshold.academicYear(), threshold.id().value());
        return new CaseId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
