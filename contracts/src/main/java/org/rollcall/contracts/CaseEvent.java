package org.rollcall.contracts;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the case file of an absence, from the first contact to its end. Free text never travels, except the
 * terms of an agreement, which both have signed.
 */
public sealed interface CaseEvent {
    String caseId();

    String studentId();

    String programmeCode();

    /** As in {@code 2026/27}. */
    String academicYear();

    Instant occurredAt();

    /** The id of the person who acted, or the name of the service where the policy acts by itself. */
    String actor();

    private static void check(
            String caseId,
            String studentId,
            String programmeCode,
            String academicYear,
            Instant occurredAt,
            String actor) {
        Check.id("caseId", caseId);
        Check.id("studentId", studentId);
        Check.id("programmeCode", programmeCode);
        Check.academicYear("academicYear", academicYear);
        Check.instant("occurredAt", occurredAt);
        Check.id("actor", actor);
    }

    /** The appointment as it stands after the event, so that an invitation can be written from any of them. */
    sealed interface InterviewEvent extends CaseEvent {
        String interviewId();

        Instant startsAt();

        Instant endsAt();

        /** Null where it is held online only. */
        @Nullable
        String location();

        /** Null where it is held in a room only. */
        @Nullable
        String joinUrl();

        /** The id of the person who holds it. */
        String interviewer();

        /** The iCalendar UID: the same over all changes of one appointment. */
        String uid();

        /** The iCalendar SEQUENCE: counts from 0, one more with every change. */
        int sequence();

        private static void check(
                String interviewId,
                Instant startsAt,
                Instant endsAt,
                @Nullable String location,
                @Nullable String joinUrl,
                String interviewer,
                String uid,
                int sequence) {
            Check.id("interviewId", interviewId);
            Check.instant("startsAt", startsAt);
            Check.instant("endsAt", endsAt);
            Check.startsBeforeEnds(startsAt, endsAt);
            Check.optionalLine("location", location);
            Check.optionalLine("joinUrl", joinUrl);
            Check.id("interviewer", interviewer);
            Check.line("uid", uid);
            Check.atLeast(0, "sequence", sequence);
        }
    }

    /** A Student Attendance Agreement, with what was agreed. */
    sealed interface AgreementEvent extends CaseEvent {
        String agreementId();

        /** 1 or 2 in the academic year, where clause 8 stands as it is. */
        int number();

        /** The first day on which it is in force, Europe/London. */
        LocalDate from();

        /** The day on which it is reviewed. */
        LocalDate reviewOn();

        String terms();

        private static void check(String agreementId, int number, LocalDate from, LocalDate reviewOn, String terms) {
            Check.id("agreementId", agreementId);
            Check.atLeast(1, "number", number);
            Check.date("from", from);
            Check.date("reviewOn", reviewOn);
            Check.notBefore(from, "reviewOn", reviewOn);
            Check.prose("terms", terms);
        }
    }

    /** A step that asks for contact was reached, and the student has no open case for that run: the case begins. */
    @Payload
    record CaseOpened(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor)
            implements CaseEvent {

        public CaseOpened {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
        }
    }

    /** The student, or staff, reported a change of circumstances (clause 10). What they wrote stays in the case file. */
    @Payload
    record CircumstancesReported(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor)
            implements CaseEvent {

        public CircumstancesReported {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
        }
    }

    /** Four consecutive weeks without explanation: an interview with the Programme Leader is required (clause 5). */
    @Payload
    record InterviewRequired(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor)
            implements CaseEvent {

        public InterviewRequired {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
        }
    }

    /** The appointment was made, with the notice that the policy asks for; it goes out as an invitation (clause 5). */
    @Payload
    record InterviewScheduled(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String interviewId,
            Instant startsAt,
            Instant endsAt,
            @Nullable @Line String location,
            @Nullable @Line String joinUrl,
            @Id String interviewer,
            @Line String uid,
            @Whole int sequence)
            implements InterviewEvent {

        public InterviewScheduled {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            InterviewEvent.check(interviewId, startsAt, endsAt, location, joinUrl, interviewer, uid, sequence);
        }
    }

    /** The appointment moved: the same invitation, with the next sequence. */
    @Payload
    record InterviewRescheduled(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String interviewId,
            Instant startsAt,
            Instant endsAt,
            @Nullable @Line String location,
            @Nullable @Line String joinUrl,
            @Id String interviewer,
            @Line String uid,
            @Whole int sequence)
            implements InterviewEvent {

        public InterviewRescheduled {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            InterviewEvent.check(interviewId, startsAt, endsAt, location, joinUrl, interviewer, uid, sequence);
        }
    }

    /** The appointment was called off: the same invitation, with the next sequence. */
    @Payload
    record InterviewCancelled(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String interviewId,
            Instant startsAt,
            Instant endsAt,
            @Nullable @Line String location,
            @Nullable @Line String joinUrl,
            @Id String interviewer,
            @Line String uid,
            @Whole int sequence)
            implements InterviewEvent {

        public InterviewCancelled {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            InterviewEvent.check(interviewId, startsAt, endsAt, location, joinUrl, interviewer, uid, sequence);
        }
    }

    /** The student said before its start that they cannot come: missing it leads no further (clause 7). */
    @Payload
    record InterviewNoticeGiven(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String interviewId,
            Instant startsAt,
            Instant endsAt,
            @Nullable @Line String location,
            @Nullable @Line String joinUrl,
            @Id String interviewer,
            @Line String uid,
            @Whole int sequence)
            implements InterviewEvent {

        public InterviewNoticeGiven {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            InterviewEvent.check(interviewId, startsAt, endsAt, location, joinUrl, interviewer, uid, sequence);
        }
    }

    /** The interview took place (clause 6). */
    @Payload
    record InterviewHeld(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String interviewId,
            Instant startsAt,
            Instant endsAt,
            @Nullable @Line String location,
            @Nullable @Line String joinUrl,
            @Id String interviewer,
            @Line String uid,
            @Whole int sequence)
            implements InterviewEvent {

        public InterviewHeld {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            InterviewEvent.check(interviewId, startsAt, endsAt, location, joinUrl, interviewer, uid, sequence);
        }
    }

    /** The student did not come. Without prior notice this may lead to withdrawal (clause 7). */
    @Payload
    record InterviewMissed(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String interviewId,
            Instant startsAt,
            Instant endsAt,
            @Nullable @Line String location,
            @Nullable @Line String joinUrl,
            @Id String interviewer,
            @Line String uid,
            @Whole int sequence)
            implements InterviewEvent {

        public InterviewMissed {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            InterviewEvent.check(interviewId, startsAt, endsAt, location, joinUrl, interviewer, uid, sequence);
        }
    }

    /** A Student Attendance Agreement was made and signed by both (clause 6). */
    @Payload
    record AgreementMade(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String agreementId,
            @Whole(min = 1) int number,
            LocalDate from,
            LocalDate reviewOn,
            @Prose String terms)
            implements AgreementEvent {

        public AgreementMade {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            AgreementEvent.check(agreementId, number, from, reviewOn, terms);
        }
    }

    /** A week was missed, or the review found the terms not kept, while the agreement was in force (clause 8). */
    @Payload
    record AgreementBreached(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String agreementId,
            @Whole(min = 1) int number,
            LocalDate from,
            LocalDate reviewOn,
            @Prose String terms)
            implements AgreementEvent {

        public AgreementBreached {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            AgreementEvent.check(agreementId, number, from, reviewOn, terms);
        }
    }

    /** The review found the terms kept. */
    @Payload
    record AgreementCompleted(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String agreementId,
            @Whole(min = 1) int number,
            LocalDate from,
            LocalDate reviewOn,
            @Prose String terms)
            implements AgreementEvent {

        public AgreementCompleted {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            AgreementEvent.check(agreementId, number, from, reviewOn, terms);
        }
    }

    /** A person recommended withdrawal, on one of the grounds of clauses 6 to 8, and gave a reason. */
    @Payload
    record WithdrawalRecommended(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor)
            implements CaseEvent {

        public WithdrawalRecommended {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
        }
    }

    /** The School or Faculty Admin Office took the recommendation up (clause 9). */
    @Payload
    record WithdrawalReferred(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor)
            implements CaseEvent {

        public WithdrawalReferred {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
        }
    }

    /**
     * A person decided for the Faculty, and the student was told in writing (clause 9). It cannot be changed; an appeal may quash it.
     *
     * @param notifiedOn the day on which the student was told, Europe/London: day 0 of the time to appeal
     * @param appealDeadline the last day to appeal, until 24:00 London: working day 10 (appeal 1)
     * @param decidedBy the person who decided
     */
    @Payload
    record FacultyDecisionMade(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            @Id String decisionId,
            Decision decision,
            Ground ground,
            LocalDate notifiedOn,
            LocalDate appealDeadline,
            @Id String decidedBy)
            implements CaseEvent {

        public enum Decision {
            WITHDRAW,
            CONTINUE
        }

        /** On what the withdrawal was recommended: never anything else. */
        public enum Ground {
            /** An outcome of the interview (clause 6). */
            INTERVIEW_OUTCOME,
            /** Clause 7. */
            INTERVIEW_MISSED_WITHOUT_NOTICE,
            /** Clause 8. */
            SECOND_AGREEMENT_BREACHED
        }

        public FacultyDecisionMade {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            Check.id("decisionId", decisionId);
            Check.given("decision", decision);
            Check.given("ground", ground);
            Check.date("notifiedOn", notifiedOn);
            Check.date("appealDeadline", appealDeadline);
            Check.notBefore(notifiedOn, "appealDeadline", appealDeadline);
            Check.id("decidedBy", decidedBy);
        }
    }

    /** An appeal is open: the student may attend until it ends (appeal 3). */
    @Payload
    record WithdrawalStayed(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor)
            implements CaseEvent {

        public WithdrawalStayed {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
        }
    }

    /** The time to appeal passed unused, or the appeal was not upheld. */
    @Payload
    record WithdrawalTookEffect(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor)
            implements CaseEvent {

        public WithdrawalTookEffect {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
        }
    }

    /** Something that the case rests on has gone, and people have acted on it: a person has to look. */
    @Payload
    record CaseReviewRequired(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            CaseReviewRequired.Reason reason)
            implements CaseEvent {

        public enum Reason {
            THRESHOLD_RESCINDED,
            APPEAL_UPHELD,
            BREACH_CORRECTED
        }

        public CaseReviewRequired {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            Check.given("reason", reason);
        }
    }

    /** The case ended without a withdrawal. */
    @Payload
    record CaseClosed(
            @Id String caseId,
            @Id String studentId,
            @Id String programmeCode,
            @AcademicYear String academicYear,
            Instant occurredAt,
            @Id String actor,
            CaseClosed.Reason reason)
            implements CaseEvent {

        public enum Reason {
            /** A later week was attended before anyone was asked to an interview. */
            RE_ENGAGED,
            /** The threshold that it rested on was corrected, and no person had acted. */
            THRESHOLD_RESCINDED,
            /** The interview's outcome. */
            NO_FURTHER_ACTION,
            /** The interview's outcome. */
            REFERRED_TO_SUPPORT,
            AGREEMENT_COMPLETED,
            /** The Faculty decided that the student continues. */
            DECIDED_TO_CONTINUE,
            /** A person closed it, with a reason that stays in the case file. */
            CLOSED_BY_PERSON
        }

        public CaseClosed {
            CaseEvent.check(caseId, studentId, programmeCode, academicYear, occurredAt, actor);
            Check.given("reason", reason);
        }
    }
}
