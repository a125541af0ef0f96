package org.rollcall.appeals.life;

/** What a person gives as the reason of an act that changes an appeal: never nothing. */
public record Reason(String text) {

    /** No longer than this; the letter quotes it. */
    public static final int LONGEST = 10_000;

    public Reason {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("A reason has 1 to " + LONGEST + " characters that say something");
        }
    }
}
