package org.rollcall.local.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.campus.Account;
import org.rollcall.campus.Account.Raise;
import org.rollcall.campus.Account.Standing;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.WeekAssessed;

/** What came of the weeks beside what must come of them: in figures, and down to the single student. */
record Comparison(List<Section> sections) {

    Comparison {
        sections = List.copyOf(sections);
    }

    /**
     * One figure.
     *
     * @param agrees the figure does, and everything that it counts
     */
    record Row(String label, long found, long expected, boolean agrees) {}

    /**
     * Figures of one kind.
     *
     * @param differences which student's week, step, mail or case is not as it must be
     */
    record Section(String title, List<Row> rows, List<String> differences) {

        Section {
            rows = List.copyOf(rows);
            differences = List.copyOf(differences);
        }
    }

    static Comparison of(Account expected, Account found) {
        return new Comparison(List.of(
                swipes(expected.swipes(), found.swipes()),
                section(
                        "Students at sessions",
                        expected.attendance(),
                        found.attendance(),
                        Stream.of(AttendanceRecord.Status.values()).map(Comparison::words),
                        (place, status) -> words(status),
                        status -> 1),
                section(
                        "Weeks of students",
                        expected.weeks(),
                        found.weeks(),
                        Stream.of(WeekAssessed.Outcome.values()).map(Comparison::words),
                        (week, outcome) -> words(outcome),
                        outcome -> 1),
                section(
                        "Steps of the policy that students reached",
                        expected.raises(),
                        found.raises(),
                        Stream.of("one-week", "three-weeks", "four-weeks"),
                        Comparison::words,
                        standing -> 1),
                section(
                        "E-mails in the mailboxes",
                        expected.mails(),
                        found.mails(),
                        Stream.of("circumstances", "interview-required", "send-appointment", "correction"),
                        (mail, number) -> mail.template(),
                        Integer::longValue),
                section(
                        "Open cases",
                        expected.cases(),
                        found.cases(),
                        Stream.of("Contacted", "InterviewRequired"),
                        (student, state) -> state,
                        state -> 1)));
    }

    boolean agrees() {
        return rows().stream().allMatch(Row::agrees);
    }

    List<Row> rows() {
        return sections.stream().flatMap(section -> section.rows().stream()).toList();
    }

    List<String> differences() {
        return sections.stream()
                .flatMap(section -> section.differences().stream())
                .toList();
    }

    private static Section swipes(Account.Swipes expected, Account.Swipes found) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("published", found.published(), expected.published()));
        rows.add(row("taken: a student was where the timetable has them", found.taken(), expected.taken()));
        rows.add(row("doubled: came again, and count once", found.doubled(), expected.doubled()));
        Set<String> reasons = new TreeSet<>(expected.refused().keySet());
        reasons.addAll(found.refused().keySet());
        for (String reason : reasons) {
            rows.add(row(
                    "refused: " + words(reason),
                    found.refused().getOrDefault(reason, 0),
                    expected.refused().getOrDefault(reason, 0)));
        }
        rows.add(row("unmatched: no such card, or no session there", found.unmatched(), expected.unmatched()));
        return new Section("Swipes", rows, List.of());
    }

    private static Row row(String label, long found, long expected) {
        return new Row(label, found, expected, found == expected);
    }

    /**
     * Compares entry by entry and counts by label.
     *
     * @param order labels that always have a row; others follow
     */
    private static <K, V> Section section(
            String title,
            SortedMap<K, V> expected,
            SortedMap<K, V> found,
            Stream<String> order,
            BiFunction<K, V, String> label,
            ToLongFunction<V> weight) {
        Set<String> labels = new LinkedHashSet<>(order.toList());
        expected.forEach((key, value) -> labels.add(label.apply(key, value)));
        found.forEach((key, value) -> labels.add(label.apply(key, value)));
        List<Row> rows = new ArrayList<>();
        for (String each : labels) {
            SortedMap<K, V> expectedHere = only(each, expected, label);
            SortedMap<K, V> foundHere = only(each, found, label);
            if (!expectedHere.isEmpty() || !foundHere.isEmpty()) {
                rows.add(new Row(
                        each, sum(foundHere, weight), sum(expectedHere, weight), expectedHere.equals(foundHere)));
            }
        }
        return new Section(title, rows, differences(title, expected, found));
    }

    private static <K, V> SortedMap<K, V> only(String wanted, SortedMap<K, V> entries, BiFunction<K, V, String> label) {
        SortedMap<K, V> only = new TreeMap<>(entries);
        only.entrySet()
                .removeIf(
                        entry -> !label.apply(entry.getKey(), entry.getValue()).equals(wanted));
        return only;
    }

    private static <V> long sum(SortedMap<?, V> entries, ToLongFunction<V> weight) {
        return entries.values().stream().mapToLong(weight).sum();
    }

    private static <K, V> List<String> differences(String title, SortedMap<K, V> expected, SortedMap<K, V> found) {
        SortedMap<K, V> all = new TreeMap<>(expected);
        all.putAll(found);
        return all.keySet().stream()
                .filter(key -> !Objects.equals(expected.get(key), found.get(key)))
                .map(key -> "%s: %s: %s, expected %s"
                        .formatted(title, key, orNothing(found.get(key)), orNothing(expected.get(key))))
                .toList();
    }

    private static Object orNothing(@Nullable Object value) {
        return value == null ? "nothing" : value;
    }

    private static String words(String reason) {
        return switch (reason) {
            case "INVALID_ID" -> "no card number (INVALID_ID)";
            case "INVALID_INSTANT" -> "no such moment (INVALID_INSTANT)";
            case "INVALID_JSON" -> "not JSON (INVALID_JSON)";
            case "MISSING_FIELD" -> "something is missing (MISSING_FIELD)";
            default -> reason;
        };
    }

    private static String words(AttendanceRecord.Status status) {
        return switch (status) {
            case EXPECTED -> "expected: the session has not closed";
            case PRESENT -> "present";
            case LATE -> "late, which counts as attended";
            case ABSENT -> "absent";
            case UNRECORDED -> "unrecorded: nobody's attendance was taken";
            case CANCELLED -> "cancelled";
        };
    }

    private static String words(WeekAssessed.Outcome outcome) {
        return switch (outcome) {
            case ATTENDED -> "attended";
            case MISSED -> "missed";
            case UNKNOWN -> "unknown: nothing was recorded";
            case EXCUSED -> "excused: the absence is authorised";
            case NOT_MONITORED -> "not monitored: no session";
        };
    }

    private static String words(Raise raise, Standing standing) {
        return switch (standing) {
            case LIVE -> raise.step();
            case RESCINDED -> raise.step() + ", taken back by a correction";
        };
    }
}
