package org.rollcall.notification.wording;

import java.util.List;
import org.rollcall.contracts.ThresholdEvent;

/**
 * What was missed, in words.
 *
 * @param weeks the missed weeks by date
 * @param these the same as a phrase: "this week", "these three weeks"
 * @param clause the clause of the policy that the e-mail rests on
 * @param interview whether an interview is asked for, and not only an answer
 */
record Absence(List<String> weeks, String these, String clause, boolean interview) {

    private static final List<String> NUMBERS =
            List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    static Absence from(ThresholdEvent event) {
        var weeks = event.missedWeeks().isEmpty() ? List.of(event.asOfWeek()) : event.missedWeeks();
        return new Absence(
                weeks.stream().map(Days::week).toList(),
                these(weeks.size()),
                event.clause(),
                switch (event.action()) {
                    case CONTACT -> false;
                    case INTERVIEW -> true;
                });
    }

    private static String these(int weeks) {
        if (weeks == 1) {
            return "this week";
        }
        var number = weeks - 2 < NUMBERS.size() ? NUMBERS.get(weeks - 2) : Integer.toString(weeks);
        return "these " + number + " weeks";
    }
}
