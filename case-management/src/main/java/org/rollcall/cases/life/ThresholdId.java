package org.rollcall.cases.life;

/** A raise of a step of the policy, as engagement-rules names it. */
public record ThresholdId(String value) {

    public ThresholdId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A threshold's id is not blank");
        }
    }
}
