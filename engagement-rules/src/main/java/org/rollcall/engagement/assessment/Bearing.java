package org.rollcall.engagement.assessment;

/** What a session means to its week, as today's facts have it. Whether it is excused is a fact beside that. */
public enum Bearing {
    ATTENDED(true),
    /** Counts as attended. */
    ATTENDED_LATE(true),
    /** The student was not there; it counts against the student unless it is excused. */
    ABSENT(true),
    /** Nobody's attendance was taken, or not yet; it never counts against a student. */
    UNRECORDED(true),
    /** Not part of the week: nobody had to come. */
    NOT_COMPULSORY(false),
    /** Not part of the week: it was not held, or not for this student. */
    CANCELLED(false),
    /** Not part of the week: the student was not enrolled when it began. */
    NOT_ENROLLED(false);

    private final boolean required;

    Bearing(boolean required) {
        this.required = required;
    }

    boolean isRequired() {
        return required;
    }
}
