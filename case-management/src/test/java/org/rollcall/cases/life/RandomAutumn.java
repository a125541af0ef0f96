package org.rollcall.cases.life;

import static org.rollcall.cases.life.Raises.week;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.rollcall.cases.life.Contact.State;
import org.rollcall.cases.life.Week.Outcome;

/** What three topics say of one student over twelve weeks, each topic in its own order. */
public record RandomAutumn(List<Threshold> raises, List<Week> weeks, List<Contact> contacts) {

    static final int WEEKS = 12;

    /** One thing heard, and how a casebook takes it in. */
    public record Heard(String what, Optional<Week> week, BiFunction<Casebook, Instant, Casebook.Outcome> by) {

        static Heard of(Threshold raise) {
            var eventId = Raises.eventId(raise);
            return new Heard(eventId, Optional.empty(), (casebook, now) -> casebook.heard(raise, eventId, now));
        }

        static Heard of(Week week) {
            return new Heard(week.toString(), Optional.of(week), (casebook, now) -> casebook.heard(week, now));
        }

        static Heard of(Contact contact) {
            return new Heard(contact.toString(), Optional.empty(), (casebook, now) -> casebook.heard(contact, now));
        }
    }

    /** Every week and every raise is what it was at first. */
    public static RandomAutumn uncorrected(Random random) {
        var raises = new ArrayList<Threshold>();
        var weeks = new ArrayList<Week>();
        for (var number = 1; number <= WEEKS; number++) {
            var attended = random.nextInt(3) == 0;
            weeks.add(new Week(week(number), attended ? Outcome.ATTENDED : Outcome.MISSED, 1));
            if (!attended && random.nextBoolean()) {
                raises.add(raise(number, weeks, random));
            }
        }
        return new RandomAutumn(raises, weeks, emails(raises, random));
    }

    /** Some weeks turn out to be other than they were thought, and some raises are rescinded, or reinstated again. */
    public static RandomAutumn corrected(Random random) {
        var autumn = uncorrected(random);
        var raises = new ArrayList<>(autumn.raises());
        var weeks = new ArrayList<>(autumn.weeks());
        for (var corrections = random.nextInt(5); corrections > 0; corrections--) {
            correctWeek(weeks, random);
            correctRaise(raises, random);
        }
        return new RandomAutumn(raises, weeks, emails(raises, random));
    }

    public List<List<Heard>> topics() {
        return List.of(
                raises.stream().map(Heard::of).toList(),
                weeks.stream().map(Heard::of).toList(),
                contacts.stream().map(Heard::of).toList());
    }

    /** Each topic in its own order, at random among each other; now and then one is read again from an earlier place. */
    public List<Heard> interleaved(Random random) {
        var topics = topics();
        var events = new ArrayList<Heard>();
        var next = new int[topics.size()];
        while (IntStream.range(0, next.length)
                .anyMatch(topic -> next[topic] < topics.get(topic).size())) {
            var topic = random.nextInt(next.length);
            if (next[topic] < topics.get(topic).size()) {
                events.add(topics.get(topic).get(next[topic]++));
            }
            if (random.nextInt(10) == 0) {
                next[topic] = random.nextInt(next[topic] + 1);
            }
        }
        return events;
    }

    private static Threshold raise(int number, List<Week> weeks, Random random) {
        if (random.nextInt(4) == 0) {
            return Raises.interview(number);
        }
        var missed = weeks.stream()
                .filter(week -> !week.attended())
                .map(week -> Raises.number(week.starting()))
                .toList();
        return Raises.contactCounting(
                missed.subList(random.nextInt(missed.size()), missed.size()).toArray(Integer[]::new));
    }

    private static void correctWeek(List<Week> weeks, Random random) {
        var starting = week(1 + random.nextInt(WEEKS));
        var known = latest(weeks, week -> week.starting().equals(starting), Comparator.comparing(Week::revision));
        weeks.add(new Week(starting, known.attended() ? Outcome.MISSED : Outcome.ATTENDED, known.revision() + 1));
    }

    private static void correctRaise(List<Threshold> raises, Random random) {
        if (!raises.isEmpty()) {
            var id = raises.get(random.nextInt(raises.size())).id();
            var known = latest(raises, raise -> raise.id().equals(id), Comparator.comparing(Threshold::revision));
            raises.add(known.isLive() ? Raises.rescinded(known) : Raises.reinstated(known));
        }
    }

    private static <T> T latest(List<T> all, Predicate<T> which, Comparator<T> revision) {
        return all.stream().filter(which).max(revision).orElseThrow();
    }

    private static List<Contact> emails(List<Threshold> raises, Random random) {
        var contacts = new ArrayList<Contact>();
        for (var raise : raises) {
            if (random.nextBoolean()) {
                contacts.add(email(raise, State.FAILED));
            }
            contacts.add(email(raise, State.SENT));
        }
        return contacts;
    }

    private static Contact email(Threshold raise, State state) {
        var cause = Raises.eventId(raise);
        return new Contact("mail of " + cause, raise.step(), cause, state, StudentStory.NOW);
    }
}
