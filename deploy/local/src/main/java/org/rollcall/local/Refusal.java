package org.rollcall.local;

/** A command that is not carried out, with the reason that the user reads; no fault of the program. */
public final class Refusal extends RuntimeException {

    public Refusal(String reason) {
        super(reason);
    }
}
