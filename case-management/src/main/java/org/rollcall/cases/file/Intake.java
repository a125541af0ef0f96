package org.rollcall.cases.file;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rollcall.cases.file.Casebooks.Taken;
import org.rollcall.cases.file.Recorder.Cause;
import org.rollcall.cases.file.Recorder.Recorded;
import org.rollcall.cases.life.Appeal;
import org.rollcall.cases.life.Casebook;
import org.rollcall.cases.life.Contact;
import org.rollcall.cases.life.DecisionId;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.Threshold;
import org.rollcall.cases.life.ThresholdId;
import org.rollcall.cases.life.Week;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.AppealEvent.AppealAcknowledged;
import org.rollcall.contracts.AppealEvent.AppealNotUpheld;
import org.rollcall.contracts.AppealEvent.AppealReceived;
import org.rollcall.contracts.AppealEvent.AppealRejectedAsLate;
import org.rollcall.contracts.AppealEvent.AppealUpheld;
import org.rollcall.contracts.AppealEvent.CompletionOfProceduresIssued;
import org.rollcall.contracts.AppealEvent.InvestigationStarted;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.NotificationEvent.EmailFailed;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.WeekAssessed;

/** Takes what was heard into the students' casebooks: opens them, lets them say what happens, stores and tells it. */
@ApplicationScoped
class Intake {

    private final Casebooks casebooks;
    private final Weeks weeks;
    private final Recorder recorder;
    private final InstantSource clock;

    Intake(Casebooks casebooks, Weeks weeks, Recorder recorder, InstantSource clock) {
        this.casebooks = casebooks;
        this.weeks = weeks;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Transactional(TxType.MANDATORY)
    void takeThresholds(List<Delivery<ThresholdEvent>> deliveries) {
        var students = students(deliveries, ThresholdEvent::studentId);
        casebooks.lock(students);
        take(
                deliveries,
                ThresholdEvent::studentId,
                casebooks.of(students),
                (casebook, delivery, now) -> casebook.heard(threshold(delivery.event()), delivery.eventId(), now));
    }

    /** Most students have no threshold, and a week moves nothing for them: theirs are only stored. */
    @Transactional(TxType.MANDATORY)
    void takeWeeks(List<Delivery<WeekAssessed>> deliveries) {
        var students = students(deliveries, WeekAssessed::studentId);
        casebooks.lock(students);
        var opened = casebooks.of(casebooks.withThresholds(students));
        take(
                deliveries.stream()
                        .filter(delivery -> opened.containsKey(
                                new StudentId(delivery.event().studentId())))
                        .toList(),
                WeekAssessed::studentId,
                opened,
                (casebook, delivery, now) -> casebook.heard(week(delivery.event()), now));
        weeks.keep(deliveries.stream().map(Delivery::event).toList());
    }

    @Transactional(TxType.MANDATORY)
    void takeNotifications(List<Delivery<NotificationEvent>> deliveries) {
        var students = students(deliveries, NotificationEvent::studentId);
        casebooks.lock(students);
        take(
                deliveries,
                NotificationEvent::studentId,
                casebooks.of(students),
                (casebook, delivery, now) -> casebook.heard(contact(delivery.event()), now));
    }

    /** An appeal against a decision that was never made here cannot be taken, and a person has to look why. */
    @Transactional(TxType.MANDATORY)
    void takeAppeals(List<Delivery<AppealEvent>> deliveries) {
        var students = students(deliveries, AppealEvent::studentId);
        casebooks.lock(students);
        take(
                deliveries,
                AppealEvent::studentId,
                casebooks.of(students),
                (casebook, delivery, now) -> appeal(delivery.event())
                        .map(appeal -> casebook.heard(appeal, now)
                                .orElseThrow(() -> new IllegalArgumentException("There is no decision "
                                        + appeal.against().value())))
                        .orElseGet(() -> new Casebook.Outcome(casebook, List.of())));
    }

    private <E> void take(
            List<Delivery<E>> deliveries,
            Function<E, String> student,
            Map<StudentId, Casebook> opened,
            Hearing<E> hearing) {
        var now = clock.instant();
        var current = new HashMap<>(opened);
        var changes = new ArrayList<Recorded>();
        for (var delivery : deliveries) {
            current.computeIfPresent(new StudentId(student.apply(delivery.event())), (id, casebook) -> {
                var outcome = hearing.hear(casebook, delivery, now);
                outcome.changes().forEach(change -> changes.add(new Recorded(change, Cause.of(delivery), now)));
                return outcome.casebook();
            });
        }
        casebooks.save(opened.values().stream()
                .map(before -> new Taken(before, current.getOrDefault(before.student(), before)))
                .toList());
        recorder.record(changes);
    }

    /** How a casebook takes in one kind of event. */
    private interface Hearing<E> {
        Casebook.Outcome hear(Casebook casebook, Delivery<E> delivery, Instant now);
    }

    private static <E> Set<StudentId> students(List<Delivery<E>> deliveries, Function<E, String> student) {
        return deliveries.stream()
                .map(delivery -> new StudentId(student.apply(delivery.event())))
                .collect(toSet());
    }

    private static Threshold threshold(ThresholdEvent event) {
        return new Threshold(
                new ThresholdId(event.thresholdId()),
                event.programmeCode(),
                event.academicYear(),
                event.step(),
                event.clause(),
                switch (event.action()) {
                    case CONTACT -> Threshold.Action.CONTACT;
                    case INTERVIEW -> Threshold.Action.INTERVIEW;
                },
                event.asOfWeek(),
                event.missedWeeks(),
                event.raisedAt(),
                event.revision(),
                switch (event) {
                    case ThresholdReached reached -> null;
                    case ThresholdRescinded rescinded ->
                        new Threshold.Rescission(
                                rescinded.rescindedAt(), rescinded.reason().name());
                });
    }

    private static Week week(WeekAssessed event) {
        return new Week(event.weekStarting(), Weeks.outcome(event), event.revision());
    }

    /** What of an appeal moves a case: its receipt and its end. */
    private static Optional<Appeal> appeal(AppealEvent event) {
        return switch (event) {
            case AppealReceived received -> Optional.of(appeal(event, Appeal.Status.OPEN));
            case AppealUpheld upheld -> Optional.of(appeal(event, Appeal.Status.UPHELD));
            case AppealNotUpheld notUpheld -> Optional.of(appeal(event, Appeal.Status.NOT_UPHELD));
            case AppealRejectedAsLate late -> Optional.of(appeal(event, Appeal.Status.REJECTED_AS_LATE));
            case AppealAcknowledged acknowledged -> Optional.empty();
            case InvestigationStarted started -> Optional.empty();
            case CompletionOfProceduresIssued issued -> Optional.empty();
        };
    }

    private static Appeal appeal(AppealEvent event, Appeal.Status status) {
        return new Appeal(event.appealId(), new DecisionId(event.decisionId()), status);
    }

    private static Contact contact(NotificationEvent event) {
        return new Contact(
                event.emailId(),
                event.template(),
                event.causedBy(),
                switch (event) {
                    case EmailSent sent -> Contact.State.SENT;
                    case EmailFailed failed -> Contact.State.FAILED;
                },
                event.occurredAt());
    }
}
