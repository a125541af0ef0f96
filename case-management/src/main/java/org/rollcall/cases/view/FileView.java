package org.rollcall.cases.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Appeal;
import org.rollcall.cases.life.CaseState;
import org.rollcall.cases.life.Contact;
import org.rollcall.cases.life.Flag;
import org.rollcall.cases.life.Ground;
import org.rollcall.cases.life.Threshold;
import org.rollcall.cases.request.NextCall;
import org.rollcall.cases.secrecy.Texts;

/**
 * A case file.
 *
 * @param closedBecause null while the case is open
 * @param since when the case came to its present state
 * @param ground on what withdrawal is recommended; null where it is not
 * @param decision the decision that stands; null where none does
 * @param appealDeadline the last day to appeal against it
 * @param dueOn by when somebody has to act; null where nobody has to
 * @param dueExplained how that day was counted; null where a person named it
 * @param texts what was written: circumstances, notes and reasons
 * @param flags what a person has to look at
 * @param next the calls that may follow now, each with its roles, or why not yet
 */
public record FileView(
        String caseId,
        String studentId,
        String programmeCode,
        String academicYear,
        String state,
        CaseState.Closed.@Nullable Reason closedBecause,
        Instant openedAt,
        Instant since,
        List<ThresholdView> thresholds,
        List<ContactView> contacts,
        List<InterviewView> interviews,
        List<AgreementView> agreements,
        @Nullable Ground ground,
        @Nullable DecisionView decision,
        @Nullable LocalDate appealDeadline,
        List<DecisionView> quashedDecisions,
        List<AppealView> appeals,
        @Nullable LocalDate dueOn,
        @Nullable DeadlineView dueExplained,
        List<Texts.Text> texts,
        List<Flag> flags,
        List<NextCall> next) {

    /**
     * A step that was raised.
     *
     * @param rescindedAt null while it stands
     */
    public record ThresholdView(
            String thresholdId,
            String step,
            String clause,
            Threshold.Action action,
            LocalDate asOfWeek,
            List<LocalDate> missedWeeks,
            Instant raisedAt,
            @Nullable Instant rescindedAt,
            @Nullable String rescindedBecause,
            int revision) {

        public static ThresholdView from(Threshold threshold) {
            var rescission = threshold.rescission();
            return new ThresholdView(
                    threshold.id().value(),
                    threshold.step(),
                    threshold.clause(),
                    threshold.action(),
                    threshold.asOfWeek(),
                    threshold.missedWeeks(),
                    threshold.raisedAt(),
                    rescission == null ? null : rescission.at(),
                    rescission == null ? null : rescission.reason(),
                    threshold.revision());
        }
    }

    /**
     * An e-mail that one of the thresholds led to.
     *
     * @param sentAt null when it was not sent
     */
    public record ContactView(
            String emailId,
            String template,
            Contact.State state,
            @Nullable Instant sentAt) {

        public static ContactView from(Contact contact) {
            return new ContactView(contact.emailId(), contact.template(), contact.state(), contact.sentAt());
        }
    }

    /** An appeal against a decision in this case. */
    public record AppealView(String appealId, String decisionId, Appeal.Status status) {

        public static AppealView from(Appeal appeal) {
            return new AppealView(appeal.appealId(), appeal.against().value(), appeal.status());
        }
    }
}
