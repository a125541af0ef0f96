package org.rollcall.engagement.week;

import java.time.Instant;
import java.time.LocalDate;

/** A week that has closed, named by its Monday. */
record ClosedWeek(LocalDate weekStarting, Instant closedAt) {}
