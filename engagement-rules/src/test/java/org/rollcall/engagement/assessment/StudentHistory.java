package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One student's weeks as a test tells them: {@code missing(3).thenAttending(1)} misses weeks 1 to 3 and attends week 4.
 * A week has two sessions, on Monday and Thursday; what was planned for it can be told otherwise later.
 */
final class StudentHistory {

    static final LocalDate WEEK_1 = LocalDate.of(2026, 9, 21);
    static final LocalDate WEEK_2 = WEEK_1.plusWeeks(1);
    static final LocalDate WEEK_3 = WEEK_1.plusWeeks(2);
    static final LocalDate WEEK_4 = WEEK_1.plusWeeks(3);
    static final LocalDate WEEK_5 = WEEK_1.plusWeeks(4);
    static final LocalDate WEEK_6 = WEEK_1.plusWeeks(5);
    static final LocalDate WEEK_7 = WEEK_1.plusWeeks(6);
    static final LocalDate WEEK_8 = WEEK_1.plusWeeks(7);

    private final TreeMap<LocalDate, Outcome> weeks;

    private StudentHistory(Map<LocalDate, Outcome> weeks) {
        this.weeks = new TreeMap<>(weeks);
    }

    static StudentHistory missing(int weeks) {
        return of("M".repeat(weeks));
    }

    static StudentHistory attending(int weeks) {
        return of("A".repeat(weeks));
    }

    /** One letter per week: A(ttended), M(issed), U(nknown), E(xcused), - (nothing held). */
    static StudentHistory of(String letters) {
        return of(letters, WEEK_1);
    }

    static StudentHistory of(String letters, LocalDate firstWeek) {
        var weeks = new TreeMap<LocalDate, Outcome>();
        for (var letter : letters.toCharArray()) {
            weeks.put(firstWeek.plusWeeks(weeks.size()), outcome(letter));
        }
        return new StudentHistory(weeks);
    }

    private static Outcome outcome(char letter) {
        return switch (letter) {
            case 'A' -> Outcome.ATTENDED;
            case 'M' -> Outcome.MISSED;
            case 'U' -> Outcome.UNKNOWN;
            case 'E' -> Outcome.EXCUSED;
            case '-' -> Outcome.NOT_MONITORED;
            default -> throw new IllegalArgumentException("no week is written " + letter);
        };
    }

    StudentHistory thenMissing(int weeks) {
        return then(Outcome.MISSED, weeks);
    }

    StudentHistory thenAttending(int weeks) {
        return then(Outcome.ATTENDED, weeks);
    }

    /** The same history, but for one week. */
    StudentHistory but(Outcome outcome, LocalDate week) {
        var corrected = new StudentHistory(weeks);
        corrected.weeks.put(week, outcome);
        return corrected;
    }

    /** Only the weeks up to and with this one. */
    StudentHistory until(LocalDate week) {
        return new StudentHistory(weeks.headMap(week, true));
    }

    List<LocalDate> mondays() {
        return List.copyOf(weeks.keySet());
    }

    LocalDate lastWeek() {
        return weeks.lastKey();
    }

    History facts() {
        var sessions = new ArrayList<Session>();
        var absences = new ArrayList<Days>();
        weeks.forEach((monday, outcome) -> {
            switch (outcome) {
                case ATTENDED -> sessions.addAll(sessions(monday, Session.Status.ABSENT, Session.Status.PRESENT));
                case MISSED -> sessions.addAll(sessions(monday, Session.Status.ABSENT, Session.Status.ABSENT));
                case UNKNOWN -> sessions.addAll(sessions(monday, Session.Status.UNRECORDED, Session.Status.UNRECORDED));
                case EXCUSED -> {
                    sessions.addAll(sessions(monday, Session.Status.ABSENT, Session.Status.ABSENT));
                    absences.add(new Days(monday, monday.plusDays(6)));
                }
                case NOT_MONITORED -> {}
            }
        });
        return new History("BSC-CS", 5, enrolledSince(WEEK_1.minusYears(1)), absences, sessions);
    }

    static List<Enrolment> enrolledSince(LocalDate day) {
        return List.of(new Enrolment(Enrolment.Status.ENROLLED, new Days(day, null)));
    }

    private static List<Session> sessions(LocalDate monday, Session.Status onMonday, Session.Status onThursday) {
        return List.of(session(monday, onMonday), session(monday.plusDays(3), onThursday));
    }

    static Session session(LocalDate day, Session.Status status) {
        return session(day, LocalTime.of(9, 0), status);
    }

    static Session session(LocalDate day, LocalTime londonTime, Session.Status status) {
        var start = day.atTime(londonTime).atZone(Week.LONDON).toInstant();
        return new Session("S-" + day + "-" + londonTime, start, true, status, 1);
    }

    private StudentHistory then(Outcome outcome, int count) {
        var longer = new StudentHistory(weeks);
        for (var i = 0; i < count; i++) {
            longer.weeks.put(longer.lastWeek().plusWeeks(1), outcome);
        }
        return longer;
    }
}
