package org.rollcall.cases.life;

/** An interview. */
public record InterviewId(String value) {

    public InterviewId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An interview's id is not blank");
        }
    }
}
