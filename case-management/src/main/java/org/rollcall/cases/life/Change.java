package org.rollcall.cases.life;

/** Something that happened in a case, with the case as it was then. */
public record Change(CaseFile file, Happening happening) {}
