package org.rollcall.contracts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which student a card belongs to, and when.
 *
 * @param validFrom first day, Europe/London
 * @param validTo last day, included; null while it is open
 */
@Payload
public record StudentCard(
        @Id String cardNumber,
        @Id String studentId,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {

    public StudentCard {
        Check.id("cardNumber", cardNumber);
        Check.id("studentId", studentId);
        Check.date("validFrom", validFrom);
        Check.optionalDate("validTo", validTo);
        Check.notBefore(validFrom, "validTo", validTo);
    }
}
