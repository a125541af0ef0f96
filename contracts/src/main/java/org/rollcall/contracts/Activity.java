package org.rollcall.contracts;

/** What kind of programme-related activity a session is. All of them count the same (clause 1). */
public enum Activity {
    LECTURE,
    SEMINAR,
    TUTORIAL,
    PRACTICAL,
    WORKSHOP,
    FIELDWORK,
    RESEARCH_SUPERVISION,
    PLACEMENT,
    PERSONAL_TUTORIAL,
    OTHER
}
