package org.rollcall.engagement.week;

import java.time.LocalDate;

/** Weeks of one student, from one Monday to another, both included. */
public record Period(String studentId, LocalDate from, LocalDate to) {}
