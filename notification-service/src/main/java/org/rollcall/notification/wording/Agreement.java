package org.rollcall.notification.wording;

import java.util.List;
import org.rollcall.contracts.CaseEvent.AgreementEvent;

/**
 * A Student Attendance Agreement, in words.
 *
 * @param isSecond whether it is the second of the year, or a later one where the policy allows it (clause 8)
 * @param terms line by line
 */
public record Agreement(boolean isSecond, String from, String reviewOn, List<String> terms) {

    static Agreement from(AgreementEvent event) {
        return new Agreement(
                event.number() > 1,
                Days.day(event.from()),
                Days.day(event.reviewOn()),
                event.terms()
                        .lines()
                        .map(Agreement::printable)
                        .filter(line -> !line.isBlank())
                        .toList());
    }

    /** What both have signed stays as it is, apart from what a mail cannot show. */
    private static String printable(String line) {
        return line.replaceAll("[\\p{Cntrl}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", " ");
    }
}
