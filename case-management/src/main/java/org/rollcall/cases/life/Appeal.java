package org.rollcall.cases.life;

/** An appeal against a decision, as far as it stays the withdrawal. An end is final. */
public record Appeal(String appealId, DecisionId against, Status status) {

    /** How far it came. */
    public enum Status {
        /** Received, in time or late: the student may attend (appeal 3). */
        OPEN,
        /** Appeal 4: due process was not followed. */
        UPHELD,
        /** Appeal 4: due process was followed. */
        NOT_UPHELD,
        /** Appeal 1. */
        REJECTED_AS_LATE
    }

    public boolean isOpen() {
        return status == Status.OPEN;
    }
}
