package org.rollcall.engagement.assessment;

/** The days for which a student had one status. */
public record Enrolment(Status status, Days days) {

    /** The status that student records knows. Only sessions held while ENROLLED count. */
    public enum Status {
        ENROLLED,
        INTERRUPTED,
        WITHDRAWN,
        COMPLETED
    }
}
