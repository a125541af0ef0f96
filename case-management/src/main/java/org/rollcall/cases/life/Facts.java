package org.rollcall.cases.life;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a student, each thing in its highest revision: the same, in whichever order and however often it was
 * heard.
 *
 * @param causes the ids of the events that told of a threshold, in any revision: e-mails name them as their cause
 */
public record Facts(
        Map<ThresholdId, Threshold> thresholds,
        Map<LocalDate, Week> weeks,
        Map<String, Contact> contacts,
        Map<String, ThresholdId> causes) {

    /** The e-mail that demands the interview, as notification-service names it. */
    private static final String DEMAND = "interview-required";

    /** The e-mail that takes an earlier one back. */
    private static final String CORRECTION = "correction";

    /** Of a student never heard of. */
    public static final Facts NONE = new Facts(Map.of(), Map.of(), Map.of(), Map.of());

    public Facts {
        thresholds = Map.copyOf(thresholds);
        weeks = Map.copyOf(weeks);
        contacts = Map.copyOf(contacts);
        causes = Map.copyOf(causes);
    }

    Facts with(Threshold heard, String eventId) {
        var known = thresholds.get(heard.id());
        return new Facts(
                known != null && known.revision() >= heard.revision()
                        ? thresholds
                        : with(thresholds, heard.id(), heard),
                weeks,
                contacts,
                with(causes, eventId, heard.id()));
    }

    Facts with(Week heard) {
        var known = weeks.get(heard.starting());
        return known != null && known.revision() >= heard.revision()
                ? this
                : new Facts(thresholds, with(weeks, heard.starting(), heard), contacts, causes);
    }

    Facts with(Contact heard) {
        return isNews(heard) ? new Facts(thresholds, weeks, with(contacts, heard.emailId(), heard), causes) : this;
    }

    boolean isNews(Contact heard) {
        var known = contacts.get(heard.emailId());
        return known == null || heard.saysMoreThan(known);
    }

    /** The Mondays of the attended weeks. */
    NavigableSet<LocalDate> attended() {
        return weeks.values().stream()
                .filter(Week::attended)
                .map(Week::starting)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The e-mails that an event asked for, as far as it is heard of them. */
    List<Contact> causedBy(String eventId) {
        return contacts.values().stream()
                .filter(contact -> contact.causedBy().equals(eventId))
                .toList();
    }

    /** The threshold that an e-mail is about; empty while its event is not heard of, or is about something else. */
    Optional<ThresholdId> reasonFor(Contact contact) {
        return Optional.ofNullable(causes.get(contact.causedBy()));
    }

    /**
     * When the e-mail went out that demands the interview (clause 5): the student's own, not the one that asks others to
     * send the appointment. Where a demand that stands was taken back by a correction in between, the student last read
     * that there is no interview: then it takes the e-mail that demands it anew.
     */
    Optional<Instant> demandSentAt(CaseFile file) {
        return demands(file)
                .filter(threshold -> !threshold.isLive() || !isTakenBack(threshold))
                .flatMap(threshold -> sentAt(threshold, DEMAND))
                .min(Comparator.naturalOrder());
    }

    /** Whether it is known that this e-mail could not be sent. */
    boolean demandFailed(CaseFile file) {
        return demands(file)
                .flatMap(threshold -> emails(threshold, DEMAND))
                .anyMatch(contact -> contact.sentAt() == null);
    }

    private Stream<Threshold> demands(CaseFile file) {
        return thresholds.values().stream()
                .filter(threshold -> threshold.action() == Threshold.Action.INTERVIEW && file.holds(threshold));
    }

    private boolean isTakenBack(Threshold demand) {
        var corrected = sentAt(demand, CORRECTION).max(Comparator.naturalOrder());
        return corrected.isPresent() && sentAt(demand, DEMAND).allMatch(sent -> sent.isBefore(corrected.get()));
    }

    private Stream<Instant> sentAt(Threshold threshold, String template) {
        return emails(threshold, template).flatMap(contact -> Stream.ofNullable(contact.sentAt()));
    }

    private Stream<Contact> emails(Threshold threshold, String template) {
        return contacts.values().stream()
                .filter(contact -> contact.template().equals(template)
                        && reasonFor(contact).filter(threshold.id()::equals).isPresent());
    }

    /** Whether the demand for an interview stands by what is known today. */
    boolean demandStands(CaseFile file) {
        return thresholds.values().stream()
                .anyMatch(threshold -> threshold.isLive()
                        && threshold.action() == Threshold.Action.INTERVIEW
                        && file.holds(threshold));
    }

    @Nullable
    Threshold threshold(ThresholdId id) {
        return thresholds.get(id);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var next = new HashMap<>(map);
        next.put(key, value);
        return next;
    }
}
