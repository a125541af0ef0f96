package org.rollcall.cases.life;

/** Something that a person has to look at; a person takes it off, with a reason. */
public enum Flag {
    /** The demand for the interview was corrected away after people had acted on it. */
    THRESHOLD_RESCINDED,
    /** The week that breached an agreement was not missed after all. */
    BREACH_CORRECTED,
    /** An appeal was upheld: the case is before the Programme Leader again. */
    APPEAL_UPHELD
}
