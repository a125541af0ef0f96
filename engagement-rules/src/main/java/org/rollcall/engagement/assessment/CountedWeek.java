package org.rollcall.engagement.assessment;

/**
 * What an earlier assessment found of a closed week, none of whose facts has changed since.
 *
 * @param policyVersion the policy that it was assessed by
 */
public record CountedWeek(Outcome outcome, SessionCount sessions, String policyVersion) {}
