package org.rollcall.contracts;

import java.time.LocalDate;

/**
 * A closed week of one student was assessed, or assessed anew after a correction; the higher revision wins. The counts are
 * of the compulsory, not cancelled sessions held while enrolled (clauses 1 and 2).
 *
 * @param weekStarting the week's Monday, Europe/London
 * @param required the sessions that counted
 * @param attended of these, attended in time
 * @param late of these, attended late
 * @param excused of these, excused by an authorised absence
 * @param unrecorded of these, without anybody's attendance
 * @param run missed weeks in the run that is live at this week, this one included
 * @param policyVersion the version in force on the week's Monday
 * @param revision counts from 1 per student and week
 */
@Payload
public record WeekAssessed(
        @Id String studentId,
        @Id String programmeCode,
        @AcademicYear String academicYear,
        @Week LocalDate weekStarting,
        Outcome outcome,
        @Whole int required,
        @Whole int attended,
        @Whole int late,
        @Whole int excused,
        @Whole int unrecorded,
        @Whole int run,
        @Id String policyVersion,
        @Whole(min = 1) int revision) {

    public enum Outcome {
        /** At least one session was attended, or the share that the programme asks for. */
        ATTENDED,
        /** None was attended, and at least one absence is unexcused. */
        MISSED,
        /** None was attended, and it is not known whether any was missed. */
        UNKNOWN,
        /** None was attended, and every one is excused. */
        EXCUSED,
        /** No session counted: the week neither adds to a run nor breaks it (clause 2). */
        NOT_MONITORED
    }

    public WeekAssessed {
        Check.id("studentId", studentId);
        Check.id("programmeCode", programmeCode);
        Check.academicYear("academicYear", academicYear);
        Check.week("weekStarting", weekStarting);
        Check.given("outcome", outcome);
        Check.atLeast(0, "required", required);
        Check.atLeast(0, "attended", attended);
        Check.atLeast(0, "late", late);
        Check.atLeast(0, "excused", excused);
        Check.atLeast(0, "unrecorded", unrecorded);
        Check.atLeast(0, "run", run);
        Check.id("policyVersion", policyVersion);
        Check.atLeast(1, "revision", revision);
    }
}
