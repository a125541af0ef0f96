package org.rollcall.cases.life;

/** Where a case is by the facts alone, as long as no person has acted in it. */
enum Standing {
    /** The student was asked for circumstances, and no later week was attended. */
    CONTACTED,
    /** The demand for an interview stands, whatever was attended since: it needs a person. */
    INTERVIEW_REQUIRED,
    /** A week later than the last contact was attended. */
    RE_ENGAGED,
    /** Nothing that it rested on is left. */
    RESCINDED
}
