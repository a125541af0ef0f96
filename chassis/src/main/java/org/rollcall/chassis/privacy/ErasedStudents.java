package org.rollcall.chassis.privacy;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.contracts.WeekAssessed;

/**
 * Keeps those who were erased from coming back with what other systems still say of them. A student's own record counts as
 * withdrawn; who is named among others is left out; a card of theirs is nobody's; and what is about them alone is not taken.
 */
@ApplicationScoped
public class ErasedStudents {

    /** Who stands in for a student who was erased, where somebody has to: a card must not fall back to its earlier holder. */
    public static final String NOBODY = "erased";

    private final DataSource database;
    private final MeterRegistry metrics;

    ErasedStudents(DataSource database, MeterRegistry metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    /**
     * The deliveries as they may be taken, in the transaction that takes them. Until it ends, nobody is erased; and whoever
     * was erased before is known here.
     */
    @Transactional(TxType.MANDATORY)
    public <E> List<Delivery<E>> leftOutOf(List<Delivery<E>> deliveries) {
        try (var connection = database.getConnection()) {
            lockOutErasure(connection);
            if (!anybody(connection)) {
                return deliveries;
            }
            var named = new HashSet<String>();
            deliveries.forEach(delivery -> named.addAll(studentsIn(delivery.payload())));
            var erased = erasedOf(connection, named);
            return erased.isEmpty() ? deliveries : without(erased, deliveries);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private <E> List<Delivery<E>> without(Set<String> erased, List<Delivery<E>> deliveries) {
        var taken = new ArrayList<Delivery<E>>();
        for (var delivery : deliveries) {
            if (studentsIn(delivery.payload()).stream().noneMatch(erased::contains)) {
                taken.add(delivery);
                continue;
            }
            metrics.counter("rollcall.erased.left.out", "topic", delivery.at().topic())
                    .increment();
            var rest = rest(delivery, erased);
            if (rest != null) {
                taken.add(rest);
            }
        }
        return taken;
    }

    @SuppressWarnings("unchecked") // a session stays a session
    private static <E> @Nullable Delivery<E> rest(Delivery<E> delivery, Set<String> erased) {
        return switch (delivery.payload()) {
            case StudentRecord student ->
                new Delivery<>(delivery.at(), student.studentId(), delivery.eventId(), delivery.trace(), null);
            case StudentCard card ->
                with(delivery, (E) new StudentCard(card.cardNumber(), NOBODY, card.validFrom(), card.validTo()));
            case TimetableSession session -> with(delivery, (E) without(session, erased::contains));
            case Register register ->
                with(delivery, (E) new Register(
                        register.sessionId(),
                        register.takenAt(),
                        register.takenBy(),
                        register.marks().stream()
                                .filter(mark -> !erased.contains(mark.studentId()))
                                .toList()));
            case null, default -> null;
        };
    }

    private static TimetableSession without(TimetableSession session, Predicate<String> erased) {
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
                session.studentIds().stream().filter(erased.negate()).toList());
    }

    private static <E> Delivery<E> with(Delivery<E> delivery, E payload) {
        return new Delivery<>(delivery.at(), delivery.key(), delivery.eventId(), delivery.trace(), payload);
    }

    /** Whom an event names. */
    private static Set<String> studentsIn(@Nullable Object event) {
        return switch (event) {
            case StudentRecord student -> Set.of(student.studentId());
            case StudentCard card -> Set.of(card.studentId());
            case TimetableSession session -> new HashSet<>(session.studentIds());
            case Register register ->
                register.marks().stream().map(Register.Mark::studentId).collect(toSet());
            case AbsenceAuthorisation absence -> Set.of(absence.studentId());
            case AttendanceRecord attendance -> Set.of(attendance.studentId());
            case WeekAssessed week -> Set.of(week.studentId());
            case ThresholdEvent threshold -> Set.of(threshold.studentId());
            case CaseEvent happening -> Set.of(happening.studentId());
            case AppealEvent happening -> Set.of(happening.studentId());
            case NotificationEvent happening -> Set.of(happening.studentId());
            case null, default -> Set.of();
        };
    }

    /** A statement of its own: what follows sees what an erasure that was waited for has left. */
    private static void lockOutErasure(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("SELECT pg_advisory_xact_lock_shared(2829, 0)")) {
            lock.execute();
        }
    }

    private static boolean anybody(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT EXISTS (SELECT FROM erased_student)");
                var row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Set<String> erasedOf(Connection connection, Set<String> students) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT id FROM unnest(?::text[]) AS named (id)
                WHERE hash_of_student(id) IN (SELECT student_hash FROM erased_student)
                """)) {
            select.setArray(1, Columns.texts(connection, students, student -> student));
            try (var rows = select.executeQuery()) {
                var erased = new HashSet<String>();
                while (rows.next()) {
                    erased.add(rows.getString(1));
                }
                return erased;
            }
        }
    }
}
