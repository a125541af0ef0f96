package org.rollcall.attendance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.file.jisc.Binding.Attendance;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Source;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;

/**
 * What the records have to be, in the plainest way: it keeps all that was ever said and works everything out from scratch
 * after every batch. Written from docs/policy.md and the contracts, not from the service.
 */
final class NaiveAttendance {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Duration CLOSES_AFTER = Duration.ofHours(24);

    private final Map<String, TimetableSession> sessions = new LinkedHashMap<>();
    private final Set<String> withdrawnSessions = new HashSet<>();
    private final Set<RecordKey> everNamed = new HashSet<>();
    private final Map<String, Map<LocalDate, StudentCard>> cards = new HashMap<>();
    private final Set<SwipeId> seen = new HashSet<>();
    private final Set<Swipe> swipes = new HashSet<>();
    private final Set<Marked> marks = new HashSet<>();
    private final Set<String> fromFiles = new HashSet<>();
    private final Map<String, Boolean> attendanceTakenAtClose = new HashMap<>();
    private final Map<RecordKey, AttendanceRecord> records = new TreeMap<>();

    private record SwipeId(String cardNumber, String reader, Instant swipedAt) {}

    /** One line of a register. */
    record Marked(
            String studentId,
            String sessionId,
            Register.Mark.Value mark,
            Instant takenAt,
            String takenBy,
            Source source) {}

    void session(TimetableSession session, Instant now) {
        fromFiles.remove(session.sessionId());
        sessions.put(session.sessionId(), session);
        withdrawnSessions.remove(session.sessionId());
        session.studentIds().forEach(student -> everNamed.add(new RecordKey(student, session.sessionId())));
        if (session.endsAt().plus(CLOSES_AFTER).isAfter(now)) {
            attendanceTakenAtClose.remove(session.sessionId());
        }
    }

    void withdrawSession(String sessionId) {
        withdrawnSessions.add(sessionId);
    }

    void card(StudentCard card) {
        cards.computeIfAbsent(card.cardNumber(), _ -> new HashMap<>()).put(card.validFrom(), card);
    }

    void withdrawCard(String cardNumber) {
        cards.remove(cardNumber);
    }

    void swipe(Swipe swipe) {
        var reader = swipe.readerId() == null ? swipe.room() : swipe.readerId();
        if (seen.add(new SwipeId(swipe.cardNumber(), reader, swipe.swipedAt()))) {
            swipes.add(swipe);
        }
    }

    void register(Register register) {
        for (var line : register.marks()) {
            marks.add(new Marked(
                    line.studentId(),
                    register.sessionId(),
                    line.mark(),
                    register.takenAt(),
                    register.takenBy(),
                    Source.REGISTER));
        }
    }

    /** The lines of a file that come together: the first that tells of an unknown session says what it is. */
    void lines(List<Attendance> lines) {
        for (var line : lines) {
            var id = line.eventId();
            if (!sessions.containsKey(id)) {
                fromFiles.add(id);
                withdrawnSessions.remove(id);
                sessions.put(id, imported(line, List.of()));
            }
            var known = sessions.get(id);
            if (fromFiles.contains(id)
                    && known != null
                    && takesPlace(known)
                    && !known.studentIds().contains(line.studentId())) {
                var students = new ArrayList<>(known.studentIds());
                students.add(line.studentId());
                sessions.put(id, withStudents(known, students));
                everNamed.add(new RecordKey(line.studentId(), id));
            }
            var mark = Register.Mark.Value.ABSENT;
            if (line.attended()) {
                mark = line.late() ? Register.Mark.Value.LATE : Register.Mark.Value.PRESENT;
            }
            marks.add(new Marked(
                    line.studentId(),
                    id,
                    mark,
                    line.submittedAt() == null ? line.endsAt() : line.submittedAt(),
                    line.staffId() == null ? "import" : line.staffId(),
                    Source.IMPORT));
        }
    }

    private static TimetableSession imported(Attendance line, List<String> students) {
        return new TimetableSession(
                line.eventId(),
                line.moduleCode() == null ? line.eventId() : line.moduleCode(),
                "",
                line.type() == null ? Activity.OTHER : Activity.SEMINAR,
                line.startsAt(),
                line.endsAt(),
                null,
                line.mandatory(),
                false,
                students);
    }

    private static TimetableSession withStudents(TimetableSession session, List<String> students) {
        return new TimetableSession(
                session.sessionId(),
                session.moduleCode(),
                session.title(),
                session.activity(),
                session.startsAt(),
                session.endsAt(),
                session.room(),
                session.compulsory(),
                session.cancelled(),
                students);
    }

    void close(Instant now) {
        for (var session : sessions.values()) {
            var id = session.sessionId();
            var due = !session.endsAt().plus(CLOSES_AFTER).isAfter(now);
            if (due && takesPlace(session) && !attendanceTakenAtClose.containsKey(id)) {
                attendanceTakenAtClose.put(
                        id,
                        session.studentIds().stream()
                                .map(student -> new RecordKey(student, id))
                                .anyMatch(key ->
                                        markOf(key).isPresent() || swipeOf(key).isPresent()));
            }
        }
    }

    /** The records as they are now; a revision counts the batches that changed what is said in public. */
    Map<RecordKey, AttendanceRecord> records() {
        for (var key : everNamed) {
            var before = records.get(key);
            var unchanged = before == null ? null : record(key, before.revision());
            if (before == null || !before.equals(unchanged)) {
                records.put(key, record(key, before == null ? 1 : before.revision() + 1));
            }
        }
        return records;
    }

    /** All swipes that were ever made, each with the record that it counts for. */
    Stream<Map.Entry<Swipe, Optional<RecordKey>>> swipes() {
        return swipes.stream().map(swipe -> Map.entry(swipe, sessionOf(swipe)));
    }

    Stream<Marked> unmatchedMarks() {
        return marks.stream().filter(mark -> !isNamed(mark.studentId(), mark.sessionId()));
    }

    private AttendanceRecord record(RecordKey key, int revision) {
        var session = sessions.get(key.sessionId());
        if (session == null) {
            throw new IllegalStateException("named by no session: " + key);
        }
        var mark = markOf(key);
        var swipe = swipeOf(key);
        Status status;
        var source = Source.TIMETABLE;
        @Nullable Instant observedAt = null;
        var contradicted = false;
        if (!takesPlace(session) || !isNamed(key.studentId(), key.sessionId())) {
            status = Status.CANCELLED;
        } else if (mark.isPresent()) {
            status = Status.valueOf(mark.get().mark().name());
            source = mark.get().source();
            observedAt = mark.get().takenAt();
            contradicted = status == Status.ABSENT && swipe.isPresent();
        } else if (swipe.isPresent()) {
            observedAt = swipe.get().swipedAt();
            source = Source.SWIPE;
            status = Duration.between(session.startsAt(), observedAt).compareTo(Duration.ofMinutes(10)) > 0
                    ? Status.LATE
                    : Status.PRESENT;
        } else if (!attendanceTakenAtClose.containsKey(key.sessionId())) {
            status = Status.EXPECTED;
        } else {
            status = attendanceTakenAtClose.get(key.sessionId()) ? Status.ABSENT : Status.UNRECORDED;
            source = Source.SESSION_CLOSE;
        }
        return new AttendanceRecord(
                key.studentId(),
                key.sessionId(),
                session.moduleCode(),
                session.activity(),
                session.startsAt(),
                session.endsAt(),
                session.compulsory(),
                status,
                source,
                observedAt,
                contradicted,
                revision);
    }

    private Optional<Marked> markOf(RecordKey key) {
        return marks.stream()
                .filter(mark -> mark.studentId().equals(key.studentId()))
                .filter(mark -> mark.sessionId().equals(key.sessionId()))
                // Of two at the same moment the kinder: PRESENT, LATE, ABSENT is the order of their declaration.
                .max(Comparator.comparing(Marked::takenAt)
                        .thenComparing(Marked::mark, Comparator.reverseOrder())
                        // A register is nearer to the event than a file that tells of it.
                        .thenComparing(mark -> mark.source() == Source.REGISTER)
                        .thenComparing(Marked::takenBy));
    }

    private Optional<Swipe> swipeOf(RecordKey key) {
        return swipes.stream()
                .filter(swipe -> sessionOf(swipe).equals(Optional.of(key)))
                .min(Comparator.comparing(Swipe::swipedAt));
    }

    private Optional<RecordKey> sessionOf(Swipe swipe) {
        return holderOf(swipe)
                .flatMap(student -> sessions.values().stream()
                        .filter(this::takesPlace)
                        .filter(session -> session.studentIds().contains(student))
                        .filter(session -> swipe.room().equals(session.room()))
                        .filter(session ->
                                !swipe.swipedAt().isBefore(session.startsAt().minus(Duration.ofMinutes(15))))
                        .filter(session -> !swipe.swipedAt().isAfter(session.endsAt()))
                        .min(Comparator.comparing((TimetableSession session) -> Duration.between(
                                                session.startsAt(), swipe.swipedAt())
                                        .abs())
                                .thenComparing(TimetableSession::startsAt)
                                .thenComparing(TimetableSession::sessionId))
                        .map(session -> new RecordKey(student, session.sessionId())));
    }

    private Optional<String> holderOf(Swipe swipe) {
        var day = swipe.swipedAt().atZone(LONDON).toLocalDate();
        return cards.getOrDefault(swipe.cardNumber(), Map.of()).values().stream()
                .filter(card -> !card.validFrom().isAfter(day))
                .max(Comparator.comparing(StudentCard::validFrom))
                .filter(card -> card.validTo() == null || !card.validTo().isBefore(day))
                .map(StudentCard::studentId);
    }

    private boolean takesPlace(TimetableSession session) {
        return !session.cancelled() && !withdrawnSessions.contains(session.sessionId());
    }

    private boolean isNamed(String studentId, String sessionId) {
        var session = sessions.get(sessionId);
        return session != null
                && !withdrawnSessions.contains(sessionId)
                && session.studentIds().contains(studentId);
    }
}
