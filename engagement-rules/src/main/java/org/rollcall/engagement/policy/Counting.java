package org.rollcall.engagement.policy;

/** Which missed weeks a step counts. */
public enum Counting {
    /** Those of the live run (clause 5 says "consecutive"). */
    CONSECUTIVE,
    /** Those of the academic year. */
    CUMULATIVE,
    /** Those of the run or those of the year, whichever suffices (clause 4 does not say which). */
    EITHER
}
