package org.rollcall.cases.life;

import java.time.LocalDate;

/**
 * A closed week of a student, as it was last assessed.
 *
 * @param starting its Monday, Europe/London
 * @param attended whether its outcome is ATTENDED; no other outcome moves a case
 * @param revision the highest one stands
 */
public record Week(LocalDate starting, boolean attended, int revision) {}
