package org.rollcall.cases.file;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Agreement;
import org.rollcall.cases.life.Change;
import org.rollcall.cases.life.Contact;
import org.rollcall.cases.life.Happening;
import org.rollcall.cases.life.Interview;
import org.rollcall.cases.life.Threshold;
import org.rollcall.cases.returns.StatutoryReturns;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.event.TraceParent;
import org.rollcall.chassis.history.History;
import org.rollcall.chassis.history.Line;
import org.rollcall.chassis.ids.NamedId;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.Topics;

/** Writes each change into its case's history, and tells others what concerns them. */
@ApplicationScoped
class Recorder {

    private final History history;
    private final Publications publications;
    private final Outbox outbox;
    private final StatutoryReturns returns;

    /** The policy acts by itself here: no person stands behind a change that only follows the facts. */
    private final String service;

    Recorder(
            History history,
            Publications publications,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service,
            StatutoryReturns returns) {
        this.history = history;
        this.publications = publications;
        this.outbox = outbox;
        this.service = service;
        this.returns = returns;
    }

    /**
     * What led to a change.
     *
     * @param id of the event, or of the call, that led to it
     * @param trace the trace that it belongs to; null where none is known
     * @param person who acted; null where an event was heard, or time passed
     */
    record Cause(
            String id,
            @Nullable TraceParent trace,
            @Nullable String person) {

        static Cause of(Delivery<?> heard) {
            return new Cause(heard.eventId(), heard.trace(), null);
        }
    }

    /** A change and what led to it. */
    record Recorded(Change change, Cause cause, Instant at) {}

    /** In the order in which they happened. */
    void record(List<Recorded> changes) {
        var places = history.append(changes.stream()
                .map(recorded -> new History.Entry(recorded.change().file().id().value(), line(recorded)))
                .toList());
        var told = new ArrayList<Publication>();
        for (var i = 0; i < changes.size(); i++) {
            var place = places.get(i);
            var cause = changes.get(i).cause();
            event(changes.get(i)).ifPresent(event -> inTheTraceOf(cause, () -> told.add(publication(event, place))));
        }
        outbox.appendAll(told);
        returns.take(changes.stream()
                .map(recorded -> new StatutoryReturns.Noted(recorded.change(), recorded.at()))
                .toList());
    }

    /** Who acted: the person, or the service where the policy acts by itself. */
    private String actor(Recorded recorded) {
        var person = recorded.cause().person();
        return person == null || actsByItself(recorded.change().happening()) ? service : person;
    }

    /** What follows from the facts, whoever's act brought it to light. */
    private static boolean actsByItself(Happening happening) {
        return happening instanceof Happening.AgreementBreached(var agreement, var week) && week != null;
    }

    private Publication publication(CaseEvent event, int place) {
        return publications.of(
                Topics.CASES, event.studentId(), event.studentId(), eventId(event.caseId(), place), event);
    }

    private static void inTheTraceOf(Cause cause, Runnable work) {
        var trace = cause.trace();
        if (trace == null) {
            work.run();
        } else {
            trace.during(work);
        }
    }

    /** The event's place in the history of its case names it: whoever has one finds the other. */
    private static String eventId(String caseId, int place) {
        return NamedId.of(caseId, Integer.toString(place)).toString();
    }

    private Line line(Recorded recorded) {
        var said = said(recorded.change().happening());
        return new Line(
                said.what(),
                said.about(),
                said.detail(),
                actor(recorded),
                recorded.at(),
                recorded.cause().id());
    }

    /** The codes of a line: never a word that someone wrote. */
    private record Said(
            String what, @Nullable String about, @Nullable String detail) {

        static Said of(String what) {
            return new Said(what, null, null);
        }

        static Said of(String what, Threshold threshold) {
            return new Said(what, threshold.id().value(), threshold.step() + " " + threshold.asOfWeek());
        }

        static Said of(String what, Interview interview) {
            return new Said(
                    what,
                    interview.id().value(),
                    interview.appointment().startsAt() + " sequence " + interview.sequence());
        }

        static Said of(String what, Agreement agreement) {
            return new Said(what, agreement.id().value(), "number " + agreement.number());
        }
    }

    private static Said said(Happening happening) {
        return switch (happening) {
            case Happening.Opened() -> Said.of("CASE_OPENED");
            case Happening.Reopened() -> Said.of("CASE_REOPENED");
            case Happening.ThresholdAdded(var threshold) -> Said.of("THRESHOLD_ADDED", threshold);
            case Happening.ThresholdMoved(var threshold, var to) ->
                new Said("THRESHOLD_MOVED", threshold.id().value(), to.value());
            case Happening.ThresholdRescinded(var threshold) -> Said.of("THRESHOLD_RESCINDED", threshold);
            case Happening.ThresholdReinstated(var threshold) -> Said.of("THRESHOLD_REINSTATED", threshold);
            case Happening.InterviewRequired() -> Said.of("INTERVIEW_REQUIRED");
            case Happening.InterviewNoLongerRequired() -> Said.of("INTERVIEW_NO_LONGER_REQUIRED");
            case Happening.Closed(var reason) -> new Said("CASE_CLOSED", null, reason.name());
            case Happening.Emailed(var contact) ->
                new Said(emailed(contact.state()), contact.emailId(), contact.template());
            case Happening.CircumstancesReported(var textId) -> new Said("CIRCUMSTANCES_REPORTED", textId, null);
            case Happening.InterviewScheduled(var interview) -> Said.of("INTERVIEW_SCHEDULED", interview);
            case Happening.InterviewRescheduled(var interview) -> Said.of("INTERVIEW_RESCHEDULED", interview);
            case Happening.InterviewCancelled(var interview) -> Said.of("INTERVIEW_CANCELLED", interview);
            case Happening.InterviewNoticeGiven(var interview) -> Said.of("INTERVIEW_NOTICE_GIVEN", interview);
            case Happening.InterviewHeld(var interview, var outcome) ->
                new Said("INTERVIEW_HELD", interview.id().value(), outcome.name());
            case Happening.InterviewMissed(var interview) ->
                new Said(
                        "INTERVIEW_MISSED",
                        interview.id().value(),
                        interview.priorNoticeGiven() ? "PRIOR_NOTICE" : "NO_PRIOR_NOTICE");
            case Happening.AgreementProposed(var agreement) -> Said.of("AGREEMENT_PROPOSED", agreement);
            case Happening.AgreementSigned(var agreement, var by) ->
                new Said("AGREEMENT_SIGNED", agreement.id().value(), by.name());
            case Happening.AgreementMade(var agreement) -> Said.of("AGREEMENT_MADE", agreement);
            case Happening.AgreementBreached(var agreement, var week) ->
                new Said(
                        "AGREEMENT_BREACHED",
                        agreement.id().value(),
                        "number %d %s".formatted(agreement.number(), week == null ? "by review" : week));
            case Happening.AgreementRestored(var agreement) -> Said.of("AGREEMENT_RESTORED", agreement);
            case Happening.AgreementCompleted(var agreement) -> Said.of("AGREEMENT_COMPLETED", agreement);
            case Happening.AgreementLapsed(var agreement) -> Said.of("AGREEMENT_LAPSED", agreement);
            case Happening.WithdrawalRecommended(var ground) -> new Said("WITHDRAWAL_RECOMMENDED", null, ground.name());
            case Happening.WithdrawalReferred() -> Said.of("WITHDRAWAL_REFERRED");
            case Happening.DecisionMade(var decision) ->
                new Said("DECISION_MADE", decision.id().value(), decision.kind().name());
            case Happening.DecisionQuashed(var decision, var by) ->
                new Said("DECISION_QUASHED", decision.id().value(), by.appealId());
            case Happening.WithdrawalStayed(var decision, var by) ->
                new Said("WITHDRAWAL_STAYED", decision.id().value(), by.appealId());
            case Happening.AppealEnded(var appeal) ->
                new Said("APPEAL_ENDED", appeal.appealId(), appeal.status().name());
            case Happening.WithdrawalTookEffect(var decision) ->
                new Said("WITHDRAWAL_TOOK_EFFECT", decision.id().value(), null);
            case Happening.Flagged(var flag) -> new Said("FLAGGED", null, flag.name());
            case Happening.FlagLapsed(var flag) -> new Said("FLAG_LAPSED", null, flag.name());
            case Happening.FlagCleared(var flag) -> new Said("FLAG_CLEARED", null, flag.name());
        };
    }

    private static String emailed(Contact.State state) {
        return switch (state) {
            case SENT -> "EMAIL_SENT";
            case FAILED -> "EMAIL_FAILED";
        };
    }

    private Optional<CaseEvent> event(Recorded recorded) {
        var file = recorded.change().file();
        var told = new CaseEvents(file, recorded.at(), actor(recorded));
        return switch (recorded.change().happening()) {
            case Happening.Opened(), Happening.Reopened() -> Optional.of(told.opened());
            case Happening.InterviewRequired() -> Optional.of(told.interviewRequired());
            case Happening.Closed(var reason) -> Optional.of(told.closed(reason));
            case Happening.CircumstancesReported reported -> Optional.of(told.circumstancesReported());
            case Happening.InterviewScheduled(var interview) -> Optional.of(told.scheduled(interview));
            case Happening.InterviewRescheduled(var interview) -> Optional.of(told.rescheduled(interview));
            case Happening.InterviewCancelled(var interview) -> Optional.of(told.cancelled(interview));
            case Happening.InterviewNoticeGiven(var interview) -> Optional.of(told.noticeGiven(interview));
            case Happening.InterviewHeld(var interview, var outcome) -> Optional.of(told.held(interview));
            case Happening.InterviewMissed(var interview) -> Optional.of(told.missed(interview));
            case Happening.AgreementMade(var agreement) -> Optional.of(told.made(agreement));
            case Happening.AgreementBreached(var agreement, var week) -> Optional.of(told.breached(agreement));
            case Happening.AgreementCompleted(var agreement) -> Optional.of(told.completed(agreement));
            case Happening.WithdrawalRecommended recommended -> Optional.of(told.recommended());
            case Happening.WithdrawalReferred() -> Optional.of(told.referred());
            case Happening.DecisionMade(var decision) -> Optional.of(told.decided(decision));
            case Happening.WithdrawalStayed stayed -> Optional.of(told.stayed());
            case Happening.WithdrawalTookEffect effect -> Optional.of(told.tookEffect());
            case Happening.Flagged(var flag) -> Optional.of(told.reviewRequired(flag));
            // Others hear of thresholds, e-mails and appeals from those who publish them.
            case Happening.ThresholdAdded added -> Optional.empty();
            case Happening.ThresholdMoved moved -> Optional.empty();
            case Happening.ThresholdRescinded rescinded -> Optional.empty();
            case Happening.ThresholdReinstated reinstated -> Optional.empty();
            case Happening.Emailed emailed -> Optional.empty();
            case Happening.AppealEnded ended -> Optional.empty();
            // What only those who read the file need to know.
            case Happening.InterviewNoLongerRequired lapsed -> Optional.empty();
            case Happening.AgreementProposed proposed -> Optional.empty();
            case Happening.AgreementSigned signed -> Optional.empty();
            case Happening.AgreementRestored restored -> Optional.empty();
            case Happening.AgreementLapsed lapsed -> Optional.empty();
            case Happening.DecisionQuashed quashed -> Optional.empty();
            case Happening.FlagLapsed lapsed -> Optional.empty();
            case Happening.FlagCleared cleared -> Optional.empty();
        };
    }
}
