package org.rollcall.engagement.policy;

/** The rules of the programmes that depart from the policy's own, as a professional body may require (intro). */
public record ProgrammeRules(ProgrammePattern programmes, Rules rules) {}
