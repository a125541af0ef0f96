package org.rollcall.campus;

import static org.rollcall.contracts.Activity.PERSONAL_TUTORIAL;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_ID;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_INSTANT;
import static org.rollcall.contracts.ContractViolation.Reason.INVALID_JSON;
import static org.rollcall.contracts.ContractViolation.Reason.MISSING_FIELD;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rollcall.campus.Behaviour.Gone;
import org.rollcall.campus.Happenings.AuthorisedAbsence;
import org.rollcall.campus.Happenings.Doubled;
import org.rollcall.campus.Happenings.Malformed;
import org.rollcall.campus.Happenings.TakenRegister;
import org.rollcall.campus.Happenings.Tap;
import org.rollcall.campus.Happenings.Visit;
import org.rollcall.contracts.Register.Mark.Value;

/** Lives the weeks: every student goes, or does not go, to every session, as their behaviour and chance will have it. */
final class Simulation {

    /** A card is taken for a session from a quarter of an hour before it; ten minutes into it the student is late. */
    private static final int EARLIEST_SECOND = -15 * 60;

    private static final int LAST_PUNCTUAL_SECOND = 10 * 60;
    private static final int LATEST_SECOND = 25 * 60;

    /** One in so many comes at the very second at which a rule begins or ends to hold. */
    private static final int BOUNDARY_ONE_IN = 100;

    private static final Duration REGISTER_TAKES = Duration.ofMinutes(5);
    private static final int DAYS_LATE = 2;

    /** After the week has closed and the first e-mail has gone out. */
    private static final int DAYS_TOO_LATE = 10;

    private static final String ROOM_WITHOUT_SESSIONS = "LIBRARY";

    private final Plan plan;
    private final List<Student> students;
    private final List<Session> sessions;
    private final RandomGenerator random;
    private final Map<String, Set<Integer>> weeksGone = new HashMap<>();

    private final List<Visit> visits = new ArrayList<>();
    private final List<TakenRegister> registers = new ArrayList<>();
    private final List<AuthorisedAbsence> absences = new ArrayList<>();

    Simulation(Plan plan, List<Student> students, List<Session> sessions, RandomGenerator random) {
        this.plan = plan;
        this.students = students;
        this.sessions = sessions;
        this.random = random;
    }

    Happenings run() {
        students.forEach(this::decide);
        for (Session session : sessions) {
            if (!plan.mishaps().isCancelled(session)) {
                hold(session);
            }
        }
        return new Happenings(visits, registers, absences, doubled(), malformed(), strays());
    }

    /** When the student will be away, and whether somebody authorises it. */
    private void decide(Student student) {
        Gone gone = student.behaviour().gone();
        if (gone == null) {
            return;
        }
        List<Integer> weeks = range(gone.from())
                .filter(week -> !student.behaviour().seesTutor() || hasTutorial(student, week))
                .boxed()
                .toList();
        int from = weeks.get(random.nextInt(weeks.size()));
        int[] lengths = range(gone.weeks()).toArray();
        int length = lengths[random.nextInt(lengths.length)];
        weeksGone.put(student.id(), IntStream.range(from, from + length).boxed().collect(Collectors.toSet()));
        Integer days = student.behaviour().authorisedAfterDays();
        if (days != null) {
            LocalDate monday = plan.calendar().monday(from);
            absences.add(new AuthorisedAbsence(
                    student, monday, monday.plusWeeks(length).minusDays(1), Campus.evening(monday.plusDays(days))));
        }
    }

    private boolean hasTutorial(Student student, int week) {
        return sessions.stream()
                .anyMatch(session -> session.week() == week
                        && session.activity() == PERSONAL_TUTORIAL
                        && session.students().contains(student));
    }

    private void hold(Session session) {
        List<Student> present = session.students().stream()
                .filter(student -> goes(student, session))
                .toList();
        String room = session.room();
        if (room == null) {
            takeRegister(session, present);
        } else if (!plan.mishaps().readerFails(session)) {
            for (Student student : present) {
                visits.add(new Visit(student, session, new Tap(student.card(), room, arrival(session))));
            }
        }
    }

    private boolean goes(Student student, Session session) {
        Behaviour behaviour = student.behaviour();
        LocalDate interrupted = behaviour.interruptedFrom();
        if (interrupted != null && !session.date().isBefore(interrupted)) {
            return false;
        }
        if (isGone(student, session)) {
            return behaviour.seesTutor() && session.activity() == PERSONAL_TUTORIAL;
        }
        return random.nextDouble() < behaviour.chanceIn(session.week());
    }

    private boolean isGone(Student student, Session session) {
        return weeksGone.getOrDefault(student.id(), Set.of()).contains(session.week());
    }

    private Instant arrival(Session session) {
        int second;
        if (random.nextInt(BOUNDARY_ONE_IN) == 0) {
            int[] boundaries = {EARLIEST_SECOND, LAST_PUNCTUAL_SECOND, LAST_PUNCTUAL_SECOND + 1};
            second = boundaries[random.nextInt(boundaries.length)];
        } else if (isLate()) {
            second = random.nextInt(LAST_PUNCTUAL_SECOND + 1, LATEST_SECOND + 1);
        } else {
            second = random.nextInt(EARLIEST_SECOND, LAST_PUNCTUAL_SECOND + 1);
        }
        return session.startsAt().plusSeconds(second);
    }

    private boolean isLate() {
        return random.nextDouble() < plan.mishaps().lateArrivals();
    }

    private void takeRegister(Session session, List<Student> present) {
        boolean overlooks = present.stream().anyMatch(student -> isGone(student, session));
        if (!overlooks && random.nextDouble() < plan.mishaps().registersNeverTaken()) {
            return;
        }
        Map<String, Value> marks = new TreeMap<>();
        for (Student student : session.students()) {
            marks.put(student.id(), !present.contains(student) ? Value.ABSENT : isLate() ? Value.LATE : Value.PRESENT);
        }
        boolean late = random.nextDouble() < plan.mishaps().registersHandedInLate();
        int days = overlooks ? DAYS_TOO_LATE : late ? DAYS_LATE : 0;
        registers.add(new TakenRegister(
                session,
                session.endsAt().plus(REGISTER_TAKES),
                Campus.evening(session.date().plusDays(days)),
                marks));
    }

    /** Half of them in the same evening, half with the next day's. */
    private List<Doubled> doubled() {
        List<Doubled> doubled = new ArrayList<>();
        for (Visit visit : visits) {
            if (random.nextDouble() < plan.mishaps().doubledSwipes()) {
                doubled.add(new Doubled(visit.tap(), visit.tap().date().plusDays(doubled.size() % 2)));
            }
        }
        return doubled;
    }

    private List<Malformed> malformed() {
        return IntStream.range(0, plan.mishaps().malformedSwipes())
                .mapToObj(number -> malformed(number, anyTap()))
                .toList();
    }

    private static Malformed malformed(int number, Tap tap) {
        String whole = Feeds.swipe(tap).text();
        LocalDate date = tap.date();
        return switch (number % 6) {
            case 0 -> new Malformed(date, tap.card(), whole.substring(0, whole.length() - 12), INVALID_JSON);
            case 1 -> {
                String thirteenth = whole.replaceFirst("-\\d\\d-(\\d\\d)T", "-13-$1T");
                yield new Malformed(date, tap.card(), thirteenth, INVALID_INSTANT);
            }
            case 2 -> new Malformed(date, "", whole.replace(tap.card(), ""), INVALID_ID);
            case 3 -> {
                String nowhere = whole.replace("\"room\":\"" + tap.room() + "\",", "");
                yield new Malformed(date, tap.card(), nowhere, MISSING_FIELD);
            }
            case 4 -> new Malformed(date, tap.card(), whole.replace("Z\"}", "\"}"), INVALID_INSTANT);
            default -> new Malformed(date, tap.card(), "\0\0" + tap.card() + "\0", INVALID_JSON);
        };
    }

    private List<Tap> strays() {
        List<Tap> strays = new ArrayList<>();
        for (int i = 0; i < plan.mishaps().unknownCards(); i++) {
            Tap tap = anyTap();
            strays.add(new Tap("9%09d".formatted(i + 1), tap.room(), tap.at()));
        }
        for (int i = 0; i < plan.mishaps().swipesWithoutSession(); i++) {
            Tap tap = anyTap();
            strays.add(new Tap(tap.card(), ROOM_WITHOUT_SESSIONS, tap.at()));
        }
        return strays;
    }

    private Tap anyTap() {
        return visits.get(random.nextInt(visits.size())).tap();
    }

    private static IntStream range(List<Integer> firstAndLast) {
        return IntStream.rangeClosed(firstAndLast.getFirst(), firstAndLast.getLast());
    }
}
