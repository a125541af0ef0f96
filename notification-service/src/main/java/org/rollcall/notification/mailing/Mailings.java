package org.rollcall.notification.mailing;

import static org.rollcall.notification.life.Recipient.ADMIN_OFFICE;
import static org.rollcall.notification.life.Recipient.INTERVIEWER;
import static org.rollcall.notification.life.Recipient.PROGRAMME_LEADER;
import static org.rollcall.notification.life.Recipient.STUDENT;
import static org.rollcall.notification.life.Template.AGREEMENT;
import static org.rollcall.notification.life.Template.AGREEMENT_BREACHED;
import static org.rollcall.notification.life.Template.AGREEMENT_BREACHED_COPY;
import static org.rollcall.notification.life.Template.AGREEMENT_COPY;
import static org.rollcall.notification.life.Template.APPEAL_NOT_UPHELD;
import static org.rollcall.notification.life.Template.APPEAL_RECEIVED;
import static org.rollcall.notification.life.Template.APPEAL_REJECTED_AS_LATE;
import static org.rollcall.notification.life.Template.APPEAL_UPHELD;
import static org.rollcall.notification.life.Template.APPEAL_UPHELD_COPY;
import static org.rollcall.notification.life.Template.APPOINTMENT;
import static org.rollcall.notification.life.Template.APPOINTMENT_CANCELLED;
import static org.rollcall.notification.life.Template.APPOINTMENT_COPY;
import static org.rollcall.notification.life.Template.APPOINTMENT_MOVED;
import static org.rollcall.notification.life.Template.CASE_REVIEW;
import static org.rollcall.notification.life.Template.CIRCUMSTANCES;
import static org.rollcall.notification.life.Template.CORRECTION;
import static org.rollcall.notification.life.Template.DECISION_CONTINUE;
import static org.rollcall.notification.life.Template.DECISION_WITHDRAWAL;
import static org.rollcall.notification.life.Template.INTERVIEW_MISSED;
import static org.rollcall.notification.life.Template.INTERVIEW_REQUIRED;
import static org.rollcall.notification.life.Template.PROCESS_RECOMMENDATION;
import static org.rollcall.notification.life.Template.SEND_APPOINTMENT;

import java.util.List;
import org.rollcall.contracts.AppealEvent.AppealReceived;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.CaseEvent.AgreementBreached;
import org.rollcall.contracts.CaseEvent.AgreementCompleted;
import org.rollcall.contracts.CaseEvent.AgreementMade;
import org.rollcall.contracts.CaseEvent.CaseClosed;
import org.rollcall.contracts.CaseEvent.CaseOpened;
import org.rollcall.contracts.CaseEvent.CaseReviewRequired;
import org.rollcall.contracts.CaseEvent.CircumstancesReported;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;
import org.rollcall.contracts.CaseEvent.InterviewCancelled;
import org.rollcall.contracts.CaseEvent.InterviewHeld;
import org.rollcall.contracts.CaseEvent.InterviewMissed;
import org.rollcall.contracts.CaseEvent.InterviewNoticeGiven;
import org.rollcall.contracts.CaseEvent.InterviewRequired;
import org.rollcall.contracts.CaseEvent.InterviewRescheduled;
import org.rollcall.contracts.CaseEvent.InterviewScheduled;
import org.rollcall.contracts.CaseEvent.WithdrawalRecommended;
import org.rollcall.contracts.CaseEvent.WithdrawalReferred;
import org.rollcall.contracts.CaseEvent.WithdrawalStayed;
import org.rollcall.contracts.CaseEvent.WithdrawalTookEffect;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.notification.life.Mailing;

/**
 * Which event mails whom. A step is known by its action and not by its name: the names belong to the policy file, and a
 * programme may have steps of its own.
 */
final class Mailings {

    private Mailings() {}

    static List<Mailing> of(ThresholdEvent event) {
        return switch (event) {
            case ThresholdReached reached ->
                switch (reached.action()) {
                    // Clauses 3 and 4: the student is asked for their circumstances.
                    case CONTACT -> List.of(new Mailing(CIRCUMSTANCES, STUDENT));
                    // Clause 5: the student must come to an interview, and the faculty sends the appointment.
                    case INTERVIEW ->
                        List.of(
                                new Mailing(INTERVIEW_REQUIRED, STUDENT),
                                new Mailing(SEND_APPOINTMENT, PROGRAMME_LEADER),
                                new Mailing(SEND_APPOINTMENT, ADMIN_OFFICE));
                };
            // To those whose notice was sent.
            case ThresholdRescinded rescinded -> List.of(new Mailing(CORRECTION, STUDENT));
        };
    }

    static List<Mailing> of(CaseEvent event) {
        return switch (event) {
            // Clause 5: the appointment, as an invitation.
            case InterviewScheduled scheduled ->
                List.of(new Mailing(APPOINTMENT, STUDENT), new Mailing(APPOINTMENT_COPY, INTERVIEWER));
            case InterviewRescheduled rescheduled ->
                List.of(new Mailing(APPOINTMENT_MOVED, STUDENT), new Mailing(APPOINTMENT_COPY, INTERVIEWER));
            case InterviewCancelled cancelled ->
                List.of(new Mailing(APPOINTMENT_CANCELLED, STUDENT), new Mailing(APPOINTMENT_COPY, INTERVIEWER));
            // Clause 7.
            case InterviewMissed missed -> List.of(new Mailing(INTERVIEW_MISSED, STUDENT));
            // Clauses 6 and 8.
            case AgreementMade made ->
                List.of(new Mailing(AGREEMENT, STUDENT), new Mailing(AGREEMENT_COPY, PROGRAMME_LEADER));
            case AgreementBreached breached ->
                List.of(
                        new Mailing(AGREEMENT_BREACHED, STUDENT),
                        new Mailing(AGREEMENT_BREACHED_COPY, PROGRAMME_LEADER));
            // Clause 9.
            case WithdrawalRecommended recommended -> List.of(new Mailing(PROCESS_RECOMMENDATION, ADMIN_OFFICE));
            // Clause 9, and appeal 1 and 2.
            case FacultyDecisionMade decided ->
                List.of(new Mailing(
                        switch (decided.decision()) {
                            case WITHDRAW -> DECISION_WITHDRAWAL;
                            case CONTINUE -> DECISION_CONTINUE;
                        },
                        STUDENT));
            case CaseReviewRequired review -> List.of(new Mailing(CASE_REVIEW, PROGRAMME_LEADER));
            // The threshold's own mails say it already, or those who did it know.
            case CaseOpened opened -> List.of();
            case CircumstancesReported reported -> List.of();
            case InterviewRequired required -> List.of();
            case InterviewNoticeGiven given -> List.of();
            case InterviewHeld held -> List.of();
            case AgreementCompleted completed -> List.of();
            case WithdrawalReferred referred -> List.of();
            case WithdrawalStayed stayed -> List.of();
            case WithdrawalTookEffect effective -> List.of();
            case CaseClosed closed -> List.of();
        };
    }

    /** Appeal 3: it is acknowledged in writing. */
    static List<Mailing> of(AppealReceived received) {
        return List.of(new Mailing(APPEAL_RECEIVED, STUDENT));
    }

    /** Appeal 5: the outcome is told in writing, with the Completion of Procedures letter. */
    static List<Mailing> of(AppealOutcome outcome) {
        return switch (outcome) {
            // The case goes back before the Programme Leader.
            case UPHELD ->
                List.of(new Mailing(APPEAL_UPHELD, STUDENT), new Mailing(APPEAL_UPHELD_COPY, PROGRAMME_LEADER));
            case NOT_UPHELD -> List.of(new Mailing(APPEAL_NOT_UPHELD, STUDENT));
            case REJECTED_AS_LATE -> List.of(new Mailing(APPEAL_REJECTED_AS_LATE, STUDENT));
        };
    }
}
