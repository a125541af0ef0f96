package org.rollcall.cases.life;

/** A student, as student records names them. */
public record StudentId(String value) {

    public StudentId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A student's id is not blank");
        }
    }
}
