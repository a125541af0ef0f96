package org.rollcall.engagement.assessment;

/**
 * How many sessions a week's outcome rests on.
 *
 * @param required the compulsory ones, not cancelled, that were held while the student was enrolled
 * @param attended how many of them the student attended, late ones included
 * @param excused how many of them an authorised absence covers
 * @param unrecorded how many of them have no attendance, because none was taken or the session has not closed
 */
public record SessionCount(int required, int attended, int late, int excused, int unrecorded) {}
