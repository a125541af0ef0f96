package org.rollcall.campus;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Register;

/**
 * What happened on the campus: who was where and which trace it left. It says nothing of what follows from it.
 *
 * @param visits students who were at a session and whose card its reader took
 * @param registers those that were taken at all, sooner or later
 * @param doubled swipes that a reader sends again
 * @param malformed swipes that nobody can read
 * @param strays swipes of cards that are nobody's, or in a room where the student has no session
 */
record Happenings(
        List<Visit> visits,
        List<TakenRegister> registers,
        List<AuthorisedAbsence> absences,
        List<Doubled> doubled,
        List<Malformed> malformed,
        List<Tap> strays) {

    Happenings {
        visits = List.copyOf(visits);
        registers = List.copyOf(registers);
        absences = List.copyOf(absences);
        doubled = List.copyOf(doubled);
        malformed = List.copyOf(malformed);
        strays = List.copyOf(strays);
    }

    /** A card is held to the reader of a room. */
    record Tap(String card, String room, Instant at) {

        LocalDate date() {
            return Calendar.dateOf(at);
        }
    }

    /** A student comes to a session. */
    record Visit(Student student, Session session, Tap tap) {}

    /** A tutor's register, and when it is handed in; the marks by student id. */
    record TakenRegister(Session session, Instant takenAt, Instant arrivesAt, Map<String, Register.Mark.Value> marks) {

        /** The mark of a student of the session: each has one. */
        Register.Mark.Value markOf(Student student) {
            return Objects.requireNonNull(marks.get(student.id()), student.id());
        }
    }

    /** The office authorises a student's absence on some days, the last included. */
    record AuthorisedAbsence(Student student, LocalDate from, LocalDate to, Instant decidedAt) {}

    /** A swipe comes twice. */
    record Doubled(Tap tap, LocalDate again) {}

    /** A value that is no swipe. */
    record Malformed(LocalDate date, String card, String value, ContractViolation.Reason reason) {}
}
