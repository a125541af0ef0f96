package org.rollcall.campus;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small campus that lives eight weeks, always the same: what its systems publish, and what must come of it. The people,
 * the timetable and the mishaps stand in the files beside this code; a generator with a fixed seed makes the rest.
 */
public final class Campus {

    /** Named, because the default may change from one JDK to the next. */
    private static final String ALGORITHM = "L64X128MixRandom";

    private static final long SEED = 2027;
    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    private final Plan plan;
    private final List<Student> students;
    private final List<Session> timetable;
    private final Feeds feeds;
    private final Account expectation;

    private Campus(long seed) {
        plan = Plan.read();
        RandomGenerator random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
        students = new Enrolment(plan, random).students();
        timetable = new Timetable(plan.calendar()).sessions(plan.modules(), students);
        Happenings happened = new Simulation(plan, students, timetable, random).run();
        feeds = new Feeds(plan, students, timetable, happened);
        expectation = new Registrar(plan, students, timetable, happened).account();
    }

    /** The campus of the demonstration. */
    public static Campus standard() {
        return new Campus(SEED);
    }

    static Campus of(long seed) {
        return new Campus(seed);
    }

    static Instant evening(LocalDate date) {
        return Calendar.at(date, EVENING);
    }

    /** Where the clock stands when the reference data is published. */
    public Instant opens() {
        return Calendar.at(plan.calendar().firstWeek(), MORNING);
    }

    /** When the last week has closed, and everything is known. */
    public Instant ends() {
        return Calendar.at(Calendar.dateOf(Registrar.closeOf(lastMonday())), MORNING);
    }

    /** What is published before the first day. */
    public List<Line> reference() {
        return feeds.reference();
    }

    /** All weeks, with what is published on each day. */
    public List<Week> weeks() {
        Map<LocalDate, List<Line>> daily = feeds.daily();
        Calendar calendar = plan.calendar();
        return IntStream.rangeClosed(1, calendar.weeks())
                .mapToObj(number -> {
                    LocalDate monday = calendar.monday(number);
                    List<Day> days = monday.datesUntil(monday.plusWeeks(1))
                            .map(date -> new Day(date, daily.getOrDefault(date, List.of())))
                            .toList();
                    return new Week(number, monday, calendar.remark(number), days);
                })
                .toList();
    }

    /** What must come of it, worked out by hand and without the suite's code. */
    public Account expectation() {
        return expectation;
    }

    List<Student> enrolled() {
        return students;
    }

    List<Session> timetable() {
        return timetable;
    }

    Feeds feeds() {
        return feeds;
    }

    int weekOf(LocalDate date) {
        return plan.calendar().weekOf(date);
    }

    /** The ids of all students. */
    public List<String> students() {
        return students.stream().map(Student::id).toList();
    }

    /** The addresses of all students, programme leaders and admin offices. */
    public SortedSet<String> addresses() {
        SortedSet<String> addresses = new TreeSet<>();
        students.forEach(student -> addresses.add(student.email()));
        plan.programmes().stream()
                .flatMap(programme -> Stream.of(programme.leaderEmail(), programme.adminOfficeEmail()))
                .forEach(addresses::add);
        return addresses;
    }

    private LocalDate lastMonday() {
        return plan.calendar().monday(plan.calendar().weeks());
    }
}
