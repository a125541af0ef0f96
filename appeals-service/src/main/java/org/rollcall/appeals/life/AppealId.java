package org.rollcall.appeals.life;

/** Names an appeal. */
public record AppealId(String value) {

    public AppealId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An appeal's id is not blank");
        }
    }
}
