package org.rollcall.engagement.policy;

/** What a step asks of the university once it is raised. */
public enum Action {
    /** The student is asked for their circumstances (clauses 3 and 4). */
    CONTACT,
    /** The student must attend an interview with the Programme Leader (clause 5). */
    INTERVIEW
}
