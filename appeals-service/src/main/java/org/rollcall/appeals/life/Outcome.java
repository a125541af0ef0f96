package org.rollcall.appeals.life;

/** How an appeal can end; there is no fourth way. */
public enum Outcome {
    UPHELD("upheld"),
    NOT_UPHELD("not upheld"),
    REJECTED_AS_LATE("rejected because it was submitted after the deadline");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** As in "the appeal is …". */
    public String words() {
        return words;
    }
}
