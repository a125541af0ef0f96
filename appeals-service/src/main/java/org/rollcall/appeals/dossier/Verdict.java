package org.rollcall.appeals.dossier;

/** Whether a step of the policy was followed, as far as is known. */
public enum Verdict {
    /** Events show that it was. */
    MET,
    /** Events show that it was not, or it should have left an event and did not. */
    NOT_MET,
    /** What is known shows neither. */
    UNKNOWN
}
