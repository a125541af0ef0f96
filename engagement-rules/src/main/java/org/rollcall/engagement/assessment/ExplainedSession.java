package org.rollcall.engagement.assessment;

/** A session, what it means to its week, and whether an authorised absence covers its start. */
public record ExplainedSession(Session session, Bearing bearing, boolean excused) {}
