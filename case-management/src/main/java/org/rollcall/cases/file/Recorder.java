package org.rollcall.cases.file;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.history.History;
import org.rollcall.cases.history.Line;
import org.rollcall.cases.life.CaseState;
import org.rollcall.cases.life.Change;
import org.rollcall.cases.life.Contact;
import org.rollcall.cases.life.Happening;
import org.rollcall.cases.life.Threshold;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.Topics;

/** Writes each change into its case's history, and tells others what concerns them. */
@ApplicationScoped
class Recorder {

    private final History history;
    private final Publications publications;
    private final Outbox outbox;

    /** The policy acts by itself here: no person stands behind a change that only follows the facts. */
    private final String actor;

    Recorder(
            History history,
            Publications publications,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String actor) {
        this.history = history;
        this.publications = publications;
        this.outbox = outbox;
        this.actor = actor;
    }

    /**
     * A change and what led to it.
     *
     * @param cause the event that led to it
     */
    record Recorded(Change change, Delivery<?> cause, Instant at) {}

    /** In the order in which they happened. */
    void record(List<Recorded> changes) {
        var places = history.append(changes.stream()
                .map(recorded -> new History.Entry(
                        recorded.change().file().id().value(),
                        line(recorded.change().happening(), recorded.cause().eventId(), recorded.at())))
                .toList());
        var told = new ArrayList<Publication>();
        for (var i = 0; i < changes.size(); i++) {
            var place = places.get(i);
            var cause = changes.get(i).cause();
            event(changes.get(i)).ifPresent(event -> inTheTraceOf(cause, () -> told.add(publication(event, place))));
        }
        outbox.appendAll(told);
    }

    private Publication publication(CaseEvent event, int place) {
        return publications.of(
                Topics.CASES, event.studentId(), event.studentId(), eventId(event.caseId(), place), event);
    }

    private static void inTheTraceOf(Delivery<?> cause, Runnable work) {
        var trace = cause.trace();
        if (trace == null) {
            work.run();
        } else {
            trace.during(work);
        }
    }

    /** The event's place in the history of its case names it: whoever has one finds the other. */
    private static String eventId(String caseId, int place) {
        var name = caseId + "\n" + place;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Line line(Happening happening, String cause, Instant now) {
        return switch (happening) {
            case Happening.Opened() -> line("CASE_OPENED", null, null, cause, now);
            case Happening.Reopened() -> line("CASE_REOPENED", null, null, cause, now);
            case Happening.ThresholdAdded(var threshold) -> line("THRESHOLD_ADDED", threshold, cause, now);
            case Happening.ThresholdMoved(var threshold, var to) ->
                line("THRESHOLD_MOVED", threshold.id().value(), to.value(), cause, now);
            case Happening.ThresholdRescinded(var threshold) -> line("THRESHOLD_RESCINDED", threshold, cause, now);
            case Happening.ThresholdReinstated(var threshold) -> line("THRESHOLD_REINSTATED", threshold, cause, now);
            case Happening.InterviewRequired() -> line("INTERVIEW_REQUIRED", null, null, cause, now);
            case Happening.InterviewNoLongerRequired() -> line("INTERVIEW_NO_LONGER_REQUIRED", null, null, cause, now);
            case Happening.Closed(var reason) -> line("CASE_CLOSED", null, reason.name(), cause, now);
            case Happening.Emailed(var contact) ->
                line(emailed(contact.state()), contact.emailId(), contact.template(), cause, now);
        };
    }

    private Line line(String what, Threshold threshold, String cause, Instant now) {
        return line(what, threshold.id().value(), threshold.step() + " " + threshold.asOfWeek(), cause, now);
    }

    private Line line(String what, @Nullable String about, @Nullable String detail, String cause, Instant now) {
        return new Line(what, about, detail, actor, now, cause);
    }

    private static String emailed(Contact.State state) {
        return switch (state) {
            case SENT -> "EMAIL_SENT";
            case FAILED -> "EMAIL_FAILED";
        };
    }

    private Optional<CaseEvent> event(Recorded recorded) {
        var file = recorded.change().file();
        var caseId = file.id().value();
        var student = file.student().value();
        var programme = file.programmeCode();
        var year = file.academicYear();
        var now = recorded.at();
        return switch (recorded.change().happening()) {
            case Happening.Opened(), Happening.Reopened() ->
                Optional.of(new CaseEvent.CaseOpened(caseId, student, programme, year, now, actor));
            case Happening.InterviewRequired() ->
                Optional.of(new CaseEvent.InterviewRequired(caseId, student, programme, year, now, actor));
            case Happening.Closed(var reason) ->
                Optional.of(new CaseEvent.CaseClosed(caseId, student, programme, year, now, actor, told(reason)));
            // Others hear of thresholds and e-mails from those who publish them.
            case Happening.ThresholdAdded added -> Optional.empty();
            case Happening.ThresholdMoved moved -> Optional.empty();
            case Happening.ThresholdRescinded rescinded -> Optional.empty();
            case Happening.ThresholdReinstated reinstated -> Optional.empty();
            case Happening.InterviewNoLongerRequired lapsed -> Optional.empty();
            case Happening.Emailed emailed -> Optional.empty();
        };
    }

    private static CaseEvent.CaseClosed.Reason told(CaseState.Closed.Reason reason) {
        return switch (reason) {
            case RE_ENGAGED -> CaseEvent.CaseClosed.Reason.RE_ENGAGED;
            case THRESHOLD_RESCINDED -> CaseEvent.CaseClosed.Reason.THRESHOLD_RESCINDED;
        };
    }
}
