package org.rollcall.notification.life;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an e-mail says. Copies for staff are templates of their own: they have something else to do. */
public enum Template {
    /** Clauses 3 and 4: what has kept the student away? */
    CIRCUMSTANCES,
    /** Clause 5: the student is to come to an interview. */
    INTERVIEW_REQUIRED,
    /** Clause 5: the faculty is to send the appointment. */
    SEND_APPOINTMENT,
    /** What an earlier e-mail said is not so. */
    CORRECTION,
    /** Clause 5: the appointment of the interview. */
    APPOINTMENT,
    /** The appointment is at another time or place. */
    APPOINTMENT_MOVED,
    /** The appointment is called off. */
    APPOINTMENT_CANCELLED,
    /** The same three, for who holds the interview. */
    APPOINTMENT_COPY,
    /** Clause 7: the student did not come to the interview. */
    INTERVIEW_MISSED,
    /** Clause 6: the Student Attendance Agreement, attached. */
    AGREEMENT,
    /** The same for the Programme Leader. */
    AGREEMENT_COPY,
    /** Clause 8: the agreement was not kept. */
    AGREEMENT_BREACHED,
    /** The same for the Programme Leader. */
    AGREEMENT_BREACHED_COPY,
    /** Clause 9: the office is to take up a recommendation for withdrawal. */
    PROCESS_RECOMMENDATION,
    /** Clause 9: the Faculty decided on withdrawal; appeal 1 and 2: how to appeal. */
    DECISION_WITHDRAWAL,
    /** Clause 9: the Faculty decided that the student continues. */
    DECISION_CONTINUE,
    /** Appeal 3: the appeal has arrived and is considered. */
    APPEAL_RECEIVED,
    /** Appeal 4 and 5: due process was not followed; the letter is attached. */
    APPEAL_UPHELD,
    /** The same for the Programme Leader. */
    APPEAL_UPHELD_COPY,
    /** Appeal 4 and 5: due process was followed; the letter is attached. */
    APPEAL_NOT_UPHELD,
    /** Appeal 1 and 5: the appeal came too late; the letter is attached. */
    APPEAL_REJECTED_AS_LATE,
    /** Something that a case rests on has gone: the Programme Leader is to look. */
    CASE_REVIEW;

    /** The name outside: {@code interview-required}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The template of this name. */
    public static Optional<Template> labelled(String label) {
        return Stream.of(values())
                .filter(template -> template.label().equals(label))
                .findAny();
    }
}
