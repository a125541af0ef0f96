package org.rollcall.cases.life;

/** A Faculty's decision. */
public record DecisionId(String value) {

    public DecisionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A decision's id is not blank");
        }
    }
}
