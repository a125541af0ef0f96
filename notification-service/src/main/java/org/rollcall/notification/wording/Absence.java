package org.rollcall.notification.wording;

import java.time.LocalDate;
import java.util.List;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.notification.people.Names;
import org.rollcall.notification.sessions.MissedSession;

/**
 * What was missed, in words.
 *
 * @param weeks the missed weeks by date, with their sessions
 * @param these the same as a phrase: "this week", "these three weeks"
 * @param clause the clause of the policy that the e-mail rests on
 * @param interview whether an interview is asked for, and not only an answer
 */
public record Absence(List<Week> weeks, String these, String clause, boolean interview) {

    private static final List<String> NUMBERS =
            List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    /**
     * A missed week.
     *
     * @param sessions each by date, time, title and room; empty when they are not known
     */
    public record Week(String dates, List<String> sessions) {}

    static Absence from(ThresholdEvent event, List<MissedSession> missed) {
        var weeks = event.missedWeeks().isEmpty() ? List.of(event.asOfWeek()) : event.missedWeeks();
        return new Absence(
                weeks.stream()
                        .map(monday -> new Week(Days.week(monday), sessionsOf(monday, missed)))
                        .toList(),
                these(weeks.size()),
                event.clause(),
                switch (event.action()) {
                    case CONTACT -> false;
                    case INTERVIEW -> true;
                });
    }

    private static List<String> sessionsOf(LocalDate monday, List<MissedSession> missed) {
        return missed.stream()
                .filter(session -> AcademicCalendar.weekOf(session.startsAt()).equals(monday))
                .map(Absence::inWords)
                .toList();
    }

    /** Tuesday 6 October, 9 am: Algorithms lecture, room JP-301. */
    private static String inWords(MissedSession session) {
        var when = Days.dayOfYear(AcademicCalendar.dayOf(session.startsAt())) + ", " + Days.time(session.startsAt());
        var where = session.room() == null ? "" : ", room " + session.room();
        return when + ": " + Names.inText(session.title()) + where;
    }

    private static String these(int weeks) {
        if (weeks == 1) {
            return "this week";
        }
        var number = weeks - 2 < NUMBERS.size() ? NUMBERS.get(weeks - 2) : Integer.toString(weeks);
        return "these " + number + " weeks";
    }
}
