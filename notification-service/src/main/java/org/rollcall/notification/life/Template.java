package org.rollcall.notification.life;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an e-mail says. */
public enum Template {
    /** Clauses 3 and 4: what has kept the student away? */
    CIRCUMSTANCES,
    /** Clause 5: the student is to come to an interview. */
    INTERVIEW_REQUIRED,
    /** Clause 5: the faculty is to send the appointment. */
    SEND_APPOINTMENT,
    /** What an earlier e-mail said is not so. */
    CORRECTION;

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
