package org.rollcall.appeals.dossier;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of a student at some time, from the view of one decision: the events by then, in order. */
final class Knowledge {

    static final Comparator<Source> BY_TIME = comparing(Source::at).thenComparing(Source::eventId);

    /**
     * notification-service names an e-mail after the step or after the template it was written from; the one to the
     * Faculty ("please send the appointment") has the same cause and shows nothing about the student.
     */
    private static final Set<String> TO_THE_STUDENT = Set.of("circumstances", "interview-required");

    private final List<Fact> facts;
    private final Fact.Decision decision;

    private Knowledge(Collection<Fact> facts, Fact.Decision decision) {
        this.facts = facts.stream().sorted(comparing(Fact::source, BY_TIME)).toList();
        this.decision = decision;
    }

    /** Everything that has become known by this instant; the decision itself is. */
    static Knowledge by(Instant instant, Collection<Fact> facts, Fact.Decision decision) {
        return new Knowledge(
                facts.stream()
                        .filter(fact -> !fact.source().knownAt().isAfter(instant) || fact.equals(decision))
                        .toList(),
                decision);
    }

    Fact.Decision decision() {
        return decision;
    }

    <F extends Fact> Stream<F> all(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }

    /** Of the case that the decision ends, and before the decision. */
    <F extends Fact.InCase> List<F> inCase(Class<F> type) {
        return all(type)
                .filter(fact -> fact.caseId().equals(decision.caseId()))
                .filter(fact -> !fact.source().at().isAfter(decision.source().at()))
                .toList();
    }

    Optional<Fact.Milestone> milestone(Fact.Milestone.Kind kind) {
        return inCase(Fact.Milestone.class).stream()
                .filter(milestone -> milestone.kind() == kind)
                .reduce((earlier, later) -> later);
    }

    /** The student as they were recorded last. */
    Optional<Fact.Standing> standing() {
        return all(Fact.Standing.class)
                .max(comparing(standing -> standing.source().knownAt()));
    }

    /** The latest revision of a week that is known. */
    Optional<Fact.Week> week(LocalDate monday) {
        return all(Fact.Week.class).filter(week -> week.week().equals(monday)).max(comparingInt(Fact.Week::revision));
    }

    /** When the week was first known to be missed. */
    Optional<Fact.Week> firstKnownMissed(LocalDate monday) {
        return all(Fact.Week.class)
                .filter(week -> week.week().equals(monday) && week.outcome() == Fact.Week.Outcome.MISSED)
                .min(comparing(week -> week.source().knownAt()));
    }

    /** The weeks strictly between two, as they are known. */
    List<Fact.Week> weeksBetween(LocalDate first, LocalDate last) {
        return first.plusWeeks(1)
                .datesUntil(last.isAfter(first.plusWeeks(1)) ? last : first.plusWeeks(1), Period.ofWeeks(1))
                .flatMap(monday -> week(monday).stream())
                .toList();
    }

    /** Every raise of the decision's academic year, in its latest known revision. */
    List<Fact.Raise> raises() {
        Map<String, Fact.Raise> latest = new HashMap<>();
        all(Fact.Raise.class)
                .filter(raise -> raise.academicYear().equals(decision.academicYear()))
                .forEach(raise -> latest.merge(
                        raise.thresholdId(), raise, (one, other) -> one.revision() >= other.revision() ? one : other));
        return latest.values().stream()
                .sorted(comparing(Fact.Raise::asOfWeek).thenComparing(Fact.Raise::thresholdId))
                .toList();
    }

    /** The demand for an interview that the case went forward on: the last one before the case required it. */
    Optional<Fact.Raise> demand() {
        var before = milestone(Fact.Milestone.Kind.INTERVIEW_REQUIRED)
                .map(required -> required.source().at())
                .orElse(decision.source().at());
        return raises().stream()
                .filter(raise -> raise.interview() && !raise.raisedAt().isAfter(before))
                .max(comparing(Fact.Raise::raisedAt));
    }

    /** The raise of a contact step in the run of missed weeks that ended in the demand. */
    Optional<Fact.Raise> contact(String step) {
        var demand = demand();
        Predicate<Fact.Raise> inTheRun = demand.<Predicate<Fact.Raise>>map(
                        of -> raise -> !raise.asOfWeek().isBefore(firstWeekOf(of))
                                && raise.asOfWeek().isBefore(of.asOfWeek()))
                .orElse(raise -> !raise.raisedAt().isAfter(decision.source().at()));
        return raises().stream()
                .filter(raise -> !raise.interview() && raise.step().equals(step))
                .filter(inTheRun)
                .max(comparing(Fact.Raise::asOfWeek));
    }

    static LocalDate firstWeekOf(Fact.Raise raise) {
        return raise.missedWeeks().stream().min(Comparator.naturalOrder()).orElse(raise.asOfWeek());
    }

    /** The e-mails to the student that a raise asked for, in any of its revisions. */
    List<Fact.Email> emailsOf(Fact.Raise raise) {
        var causes = all(Fact.Raise.class)
                .filter(revision -> revision.thresholdId().equals(raise.thresholdId()))
                .map(revision -> revision.source().eventId())
                .collect(Collectors.toSet());
        return all(Fact.Email.class)
                .filter(email -> causes.contains(email.causedBy()))
                .filter(email -> email.template().equals(raise.step()) || TO_THE_STUDENT.contains(email.template()))
                .toList();
    }

    /** The e-mails that an event of the case asked for. */
    List<Fact.Email> emailsOf(Fact.InCase cause) {
        return all(Fact.Email.class)
                .filter(email -> email.causedBy().equals(cause.source().eventId()))
                .toList();
    }

    /** Whether anything is known of this student's e-mails at all: if so, one that is not known of was not sent. */
    boolean hearsOfEmails() {
        return all(Fact.Email.class).findAny().isPresent();
    }

    static Optional<Fact.Email> firstSent(List<Fact.Email> emails) {
        return emails.stream().filter(Fact.Email::sent).findFirst();
    }

    static Optional<Fact.Email> lastFailed(List<Fact.Email> emails) {
        return emails.stream().filter(email -> !email.sent()).reduce((earlier, later) -> later);
    }

    /** The appointment that the decision rests on: the last that was held or missed, else the last that was made. */
    Optional<Appointment> appointment() {
        Map<String, List<Fact.Interview>> byId =
                inCase(Fact.Interview.class).stream().collect(Collectors.groupingBy(Fact.Interview::interviewId));
        var appointments = byId.values().stream()
                .map(Appointment::new)
                .sorted(comparing(Appointment::startsAt))
                .toList();
        var wanted = decision.ground() == Fact.Decision.Ground.INTERVIEW_MISSED_WITHOUT_NOTICE
                ? Fact.Interview.Kind.MISSED
                : Fact.Interview.Kind.HELD;
        return last(appointments, appointment -> appointment.find(wanted).isPresent())
                .or(() -> last(appointments, Appointment::tookPlaceOrNot))
                .or(() -> last(appointments, appointment -> true));
    }

    private static Optional<Appointment> last(List<Appointment> appointments, Predicate<Appointment> which) {
        return appointments.stream().filter(which).reduce((earlier, later) -> later);
    }

    /** The agreements of the academic year, over all cases of the student, before the decision. */
    List<Fact.Agreement> agreements(Fact.Agreement.Kind kind) {
        return all(Fact.Agreement.class)
                .filter(agreement -> agreement.academicYear().equals(decision.academicYear()))
                .filter(agreement -> agreement.kind() == kind)
                .filter(agreement ->
                        !agreement.source().at().isAfter(decision.source().at()))
                .toList();
    }

    /** What happened to one appointment. */
    record Appointment(List<Fact.Interview> events) {

        Appointment {
            events = events.stream().sorted(IN_ORDER).toList();
        }

        /** Events of one instant, as where a clock stands still, in the order in which they can have happened. */
        private static final Comparator<Fact.Interview> IN_ORDER = comparing(
                        (Fact.Interview event) -> event.source().at())
                .thenComparing(Fact.Interview::sequence)
                .thenComparing(Fact.Interview::kind);

        Optional<Fact.Interview> find(Fact.Interview.Kind kind) {
            return events.stream().filter(event -> event.kind() == kind).findFirst();
        }

        boolean tookPlaceOrNot() {
            return find(Fact.Interview.Kind.HELD)
                    .or(() -> find(Fact.Interview.Kind.MISSED))
                    .isPresent();
        }

        /** When it was to start, in the end. */
        Instant startsAt() {
            return events.getLast().startsAt();
        }

        /** The event that set the time at which it was to start in the end. */
        Fact.Interview timeSetBy() {
            var set = new ArrayList<Fact.Interview>();
            for (var event : events) {
                var plans = event.kind() == Fact.Interview.Kind.SCHEDULED
                        || event.kind() == Fact.Interview.Kind.RESCHEDULED;
                if (plans && (set.isEmpty() || !set.getLast().startsAt().equals(event.startsAt()))) {
                    set.add(event);
                }
            }
            return set.isEmpty() ? events.getFirst() : set.getLast();
        }
    }
}
