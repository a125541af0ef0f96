package org.rollcall.cases.file;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Agreement;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.CaseState;
import org.rollcall.cases.life.Decision;
import org.rollcall.cases.life.Flag;
import org.rollcall.cases.life.Interview;
import org.rollcall.contracts.CaseEvent;

/** What is told of a case, in the words of the contract: who, when, and no reasons. */
final class CaseEvents {

    private final String caseId;
    private final String student;
    private final String programme;
    private final String year;
    private final Instant now;
    private final String actor;

    CaseEvents(CaseFile file, Instant now, String actor) {
        this.caseId = file.id().value();
        this.student = file.student().value();
        this.programme = file.programmeCode();
        this.year = file.academicYear();
        this.now = now;
        this.actor = actor;
    }

    CaseEvent opened() {
        return new CaseEvent.CaseOpened(caseId, student, programme, year, now, actor);
    }

    CaseEvent interviewRequired() {
        return new CaseEvent.InterviewRequired(caseId, student, programme, year, now, actor);
    }

    CaseEvent circumstancesReported() {
        return new CaseEvent.CircumstancesReported(caseId, student, programme, year, now, actor);
    }

    CaseEvent scheduled(Interview interview) {
        return appointment(CaseEvent.InterviewScheduled::new, interview);
    }

    CaseEvent rescheduled(Interview interview) {
        return appointment(CaseEvent.InterviewRescheduled::new, interview);
    }

    CaseEvent cancelled(Interview interview) {
        return appointment(CaseEvent.InterviewCancelled::new, interview);
    }

    CaseEvent noticeGiven(Interview interview) {
        return appointment(CaseEvent.InterviewNoticeGiven::new, interview);
    }

    CaseEvent held(Interview interview) {
        return appointment(CaseEvent.InterviewHeld::new, interview);
    }

    CaseEvent missed(Interview interview) {
        return appointment(CaseEvent.InterviewMissed::new, interview);
    }

    CaseEvent made(Agreement agreement) {
        return about(CaseEvent.AgreementMade::new, agreement);
    }

    CaseEvent breached(Agreement agreement) {
        return about(CaseEvent.AgreementBreached::new, agreement);
    }

    CaseEvent completed(Agreement agreement) {
        return about(CaseEvent.AgreementCompleted::new, agreement);
    }

    CaseEvent recommended() {
        return new CaseEvent.WithdrawalRecommended(caseId, student, programme, year, now, actor);
    }

    CaseEvent referred() {
        return new CaseEvent.WithdrawalReferred(caseId, student, programme, year, now, actor);
    }

    CaseEvent decided(Decision decision) {
        return new CaseEvent.FacultyDecisionMade(
                caseId,
                student,
                programme,
                year,
                now,
                actor,
                decision.id().value(),
                switch (decision.kind()) {
                    case WITHDRAW -> CaseEvent.FacultyDecisionMade.Decision.WITHDRAW;
                    case CONTINUE -> CaseEvent.FacultyDecisionMade.Decision.CONTINUE;
                },
                switch (decision.ground()) {
                    case INTERVIEW_OUTCOME -> CaseEvent.FacultyDecisionMade.Ground.INTERVIEW_OUTCOME;
                    case INTERVIEW_MISSED_WITHOUT_NOTICE ->
                        CaseEvent.FacultyDecisionMade.Ground.INTERVIEW_MISSED_WITHOUT_NOTICE;
                    case SECOND_AGREEMENT_BREACHED -> CaseEvent.FacultyDecisionMade.Ground.SECOND_AGREEMENT_BREACHED;
                },
                decision.notifiedOn(),
                decision.window().lastDay(),
                decision.decidedBy());
    }

    CaseEvent stayed() {
        return new CaseEvent.WithdrawalStayed(caseId, student, programme, year, now, actor);
    }

    CaseEvent tookEffect() {
        return new CaseEvent.WithdrawalTookEffect(caseId, student, programme, year, now, actor);
    }

    CaseEvent reviewRequired(Flag flag) {
        return new CaseEvent.CaseReviewRequired(
                caseId,
                student,
                programme,
                year,
                now,
                actor,
                switch (flag) {
                    case THRESHOLD_RESCINDED -> CaseEvent.CaseReviewRequired.Reason.THRESHOLD_RESCINDED;
                    case APPEAL_UPHELD -> CaseEvent.CaseReviewRequired.Reason.APPEAL_UPHELD;
                    case BREACH_CORRECTED -> CaseEvent.CaseReviewRequired.Reason.BREACH_CORRECTED;
                });
    }

    CaseEvent closed(CaseState.Closed.Reason reason) {
        return new CaseEvent.CaseClosed(
                caseId,
                student,
                programme,
                year,
                now,
                actor,
                switch (reason) {
                    case RE_ENGAGED -> CaseEvent.CaseClosed.Reason.RE_ENGAGED;
                    case THRESHOLD_RESCINDED -> CaseEvent.CaseClosed.Reason.THRESHOLD_RESCINDED;
                    case NO_FURTHER_ACTION -> CaseEvent.CaseClosed.Reason.NO_FURTHER_ACTION;
                    case REFERRED_TO_SUPPORT -> CaseEvent.CaseClosed.Reason.REFERRED_TO_SUPPORT;
                    case AGREEMENT_COMPLETED -> CaseEvent.CaseClosed.Reason.AGREEMENT_COMPLETED;
                    case DECIDED_TO_CONTINUE -> CaseEvent.CaseClosed.Reason.DECIDED_TO_CONTINUE;
                    case CLOSED_BY_PERSON -> CaseEvent.CaseClosed.Reason.CLOSED_BY_PERSON;
                });
    }

    private <E> E appointment(AppointmentEvent<E> event, Interview interview) {
        var appointment = interview.appointment();
        return event.of(
                caseId,
                student,
                programme,
                year,
                now,
                actor,
                interview.id().value(),
                appointment.startsAt(),
                appointment.endsAt(),
                appointment.location(),
                appointment.joinUrl(),
                appointment.interviewer(),
                interview.uid(),
                interview.sequence());
    }

    private <E> E about(AgreementEvent<E> event, Agreement agreement) {
        return event.of(
                caseId,
                student,
                programme,
                year,
                now,
                actor,
                agreement.id().value(),
                agreement.number(),
                agreement.from(),
                agreement.reviewOn(),
                agreement.terms());
    }

    /** The constructor that all events of an appointment have. */
    private interface AppointmentEvent<E> {
        E of(
                String caseId,
                String studentId,
                String programmeCode,
                String academicYear,
                Instant occurredAt,
                String actor,
                String interviewId,
                Instant startsAt,
                Instant endsAt,
                @Nullable String location,
                @Nullable String joinUrl,
                String interviewer,
                String uid,
                int sequence);
    }

    /** The constructor that all events of an agreement have. */
    private interface AgreementEvent<E> {
        E of(
                String caseId,
                String studentId,
                String programmeCode,
                String academicYear,
                Instant occurredAt,
                String actor,
                String agreementId,
                int number,
                LocalDate from,
                LocalDate reviewOn,
                String terms);
    }
}
