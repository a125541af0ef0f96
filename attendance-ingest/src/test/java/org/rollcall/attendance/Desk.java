package org.rollcall.attendance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.file.LineDesk;
import org.rollcall.attendance.file.jisc.Binding.Attendance;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.chassis.event.Coordinates;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.time.ScheduledWork;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;

/** Hands events to the service as its listeners do, batch by batch and without Kafka between, and looks at its tables. */
@ApplicationScoped
public class Desk {

    private final Intake<TimetableSession> sessions;
    private final Intake<StudentCard> cards;
    private final Intake<Swipe> swipes;
    private final Intake<Register> registers;
    private final Instance<ScheduledWork> works;
    private final DataSource database;
    private final LineDesk lines;
    private final ObjectMapper json;
    private final AtomicLong offset = new AtomicLong();

    Desk(
            Intake<TimetableSession> sessions,
            Intake<StudentCard> cards,
            Intake<Swipe> swipes,
            Intake<Register> registers,
            @Any Instance<ScheduledWork> works,
            DataSource database,
            LineDesk lines,
            ObjectMapper json) {
        this.sessions = sessions;
        this.cards = cards;
        this.swipes = swipes;
        this.registers = registers;
        this.works = works;
        this.database = database;
        this.lines = lines;
        this.json = json;
    }

    public List<Publication> takeSessions(Instant now, List<Delivery<TimetableSession>> batch) {
        return QuarkusTransaction.requiringNew().call(() -> sessions.take(batch, now));
    }

    public List<Publication> takeCards(Instant now, List<Delivery<StudentCard>> batch) {
        return QuarkusTransaction.requiringNew().call(() -> cards.take(batch, now));
    }

    public List<Publication> takeSwipes(Instant now, List<Delivery<Swipe>> batch) {
        return QuarkusTransaction.requiringNew().call(() -> swipes.take(batch, now));
    }

    public List<Publication> takeRegisters(Instant now, List<Delivery<Register>> batch) {
        return QuarkusTransaction.requiringNew().call(() -> registers.take(batch, now));
    }

    /** Hands over lines of a file; their students are known. */
    void takeLines(Instant now, List<Attendance> said) {
        var students = said.stream().map(Attendance::studentId).distinct().toList();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO student SELECT *, 'ENROLLED' FROM unnest(?::text[]) ON CONFLICT DO NOTHING")) {
            insert.setArray(1, connection.createArrayOf("text", students.toArray()));
            insert.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        if (lines.take(now, said) > 0) {
            throw new AssertionError("A line was refused among " + said);
        }
    }

    public List<Publication> take(Instant now, TimetableSession... batch) {
        return takeSessions(now, deliveries(batch));
    }

    public List<Publication> take(Instant now, StudentCard... batch) {
        return takeCards(now, deliveries(batch));
    }

    public List<Publication> take(Instant now, Swipe... batch) {
        return takeSwipes(now, deliveries(batch));
    }

    public List<Publication> take(Instant now, Register... batch) {
        return takeRegisters(now, deliveries(batch));
    }

    /** Does all that is due at that moment. */
    public void tick(Instant now) {
        works.forEach(work -> {
            while (work.runDue(now)) {
                // Until nothing is left, as the ticker does.
            }
        });
    }

    /** When the next session is to be closed. */
    Optional<Instant> nextDue(Instant now) {
        return works.stream()
                .flatMap(work -> Stream.ofNullable(work.nextDue(now)))
                .min(Instant::compareTo);
    }

    @SafeVarargs
    public final <E> List<Delivery<E>> deliveries(E... events) {
        return Stream.of(events).map(this::delivery).toList();
    }

    <E> Delivery<E> delivery(E event) {
        return delivery("key", event);
    }

    <E> Delivery<E> withdrawal(String key) {
        return delivery(key, null);
    }

    <E> Delivery<E> delivery(String key, @Nullable E event) {
        // As of one consumer: whoever takes something beside it has another partition.
        var partition = Math.floorMod(Thread.currentThread().threadId(), 1_000_000);
        var at = new Coordinates("desk", partition, offset.incrementAndGet());
        return new Delivery<>(at, key, at.toString(), null, event);
    }

    /** A publication as the record that it says. */
    AttendanceRecord said(Publication publication) {
        try {
            return json.readValue(publication.value(), AttendanceRecord.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the outbox was given, in its order. */
    List<AttendanceRecord> outbox() {
        return rows("SELECT payload FROM outbox WHERE topic = 'attendance.records' ORDER BY id", row -> {
            try {
                return json.readValue(row.getBytes("payload"), AttendanceRecord.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    AttendanceRecord record(String studentId, String sessionId) {
        var found = records().get(new RecordKey(studentId, sessionId));
        if (found == null) {
            throw new AssertionError("There is no record of " + studentId + " at " + sessionId);
        }
        return found;
    }

    AttendanceRecord.Status status(String studentId, String sessionId) {
        return record(studentId, sessionId).status();
    }

    /** All records as they are. */
    Map<RecordKey, AttendanceRecord> records() {
        return byKey("""
                SELECT r.*, s.module_code, s.activity, s.starts_at, s.ends_at, s.compulsory
                FROM record_now r JOIN session s USING (session_id)
                """);
    }

    /** All records as the last row of their history has them. */
    Map<RecordKey, AttendanceRecord> latestHistory() {
        return byKey("""
                SELECT DISTINCT ON (student_id, session_id) * FROM record_line
                ORDER BY student_id, session_id, revision DESC
                """);
    }

    private Map<RecordKey, AttendanceRecord> byKey(String query) {
        var found = new TreeMap<RecordKey, AttendanceRecord>();
        rows(query, Desk::record)
                .forEach(record -> found.put(new RecordKey(record.studentId(), record.sessionId()), record));
        return found;
    }

    private static AttendanceRecord record(ResultSet row) throws SQLException {
        var observedAt = row.getObject("observed_at", OffsetDateTime.class);
        return new AttendanceRecord(
                row.getString("student_id"),
                row.getString("session_id"),
                row.getString("module_code"),
                Activity.valueOf(row.getString("activity")),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("compulsory"),
                AttendanceRecord.Status.valueOf(row.getString("status")),
                AttendanceRecord.Source.valueOf(row.getString("source")),
                observedAt == null ? null : observedAt.toInstant(),
                row.getBoolean("contradicted"),
                row.getInt("revision"));
    }

    public <T> List<T> rows(String query, Reader<T> reader) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
