package org.rollcall.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.contracts.AttendanceRecord.Status.ABSENT;
import static org.rollcall.contracts.AttendanceRecord.Status.LATE;
import static org.rollcall.contracts.AttendanceRecord.Status.UNRECORDED;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.campus.Account.Place;
import org.rollcall.campus.Happenings.TakenRegister;
import org.rollcall.campus.Happenings.Tap;
import org.rollcall.campus.Happenings.Visit;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.Register.Mark.Value;

/** One lecture and one tutorial on a Monday, with two students who may come. */
class RegistrarTest {

    private static final LocalDate MONDAY = LocalDate.of(2027, 2, 8);
    private static final Programme PROGRAMME =
            new Programme("BSC", "", "FET", "", "leader@example.ac.uk", "office@example.ac.uk", new TreeMap<>());
    private static final Module MODULE = new Module("4AA1", "", "BSC", 4, List.of());
    private static final Behaviour ANY = new Behaviour("any", "", null, List.of(0.5), null, null, false, null);
    private static final Student AMINA = student("S1", "C1");
    private static final Student BETHAN = student("S2", "C2");
    private static final Session LECTURE = session("L", Activity.LECTURE, "LT1");
    private static final Session TUTORIAL = session("T", Activity.PERSONAL_TUTORIAL, null);

    @ParameterizedTest
    @CsvSource({
        "08:45:00, PRESENT",
        "09:00:00, PRESENT",
        "09:10:00, PRESENT",
        "09:10:01, LATE",
        "09:25:00, LATE",
    })
    void ten_minutes_after_the_start_a_student_is_still_punctual(LocalTime time, Status status) {
        Account account = account(List.of(visit(AMINA, time)), List.of());

        assertThat(statusOf(AMINA, LECTURE, account)).isEqualTo(status);
    }

    @Test
    void who_did_not_come_is_absent_where_anybody_was_recorded() {
        Account account = account(List.of(visit(AMINA, LocalTime.of(9, 0))), List.of());

        assertThat(statusOf(BETHAN, LECTURE, account)).isEqualTo(ABSENT);
    }

    @Test
    void where_nobody_was_recorded_nobody_is_absent() {
        Account account = account(List.of(), List.of());

        assertThat(account.attendance()).hasSize(4).values().containsOnly(UNRECORDED);
        assertThat(account.weeks()).hasSize(2).values().hasToString("[UNKNOWN, UNKNOWN]");
        assertThat(account.raises()).isEmpty();
    }

    @Test
    void a_register_stands_whenever_it_is_handed_in() {
        Account account = account(List.of(), List.of(register(MONDAY.plusDays(5))));

        assertThat(statusOf(AMINA, TUTORIAL, account)).isEqualTo(LATE);
        assertThat(statusOf(BETHAN, TUTORIAL, account)).isEqualTo(ABSENT);
    }

    @Test
    void a_missed_week_is_written_about_and_opens_a_case() {
        Account account = account(List.of(visit(AMINA, LocalTime.of(9, 0))), List.of());

        assertThat(account.weeks().values()).hasToString("[ATTENDED, MISSED]");
        assertThat(account.raises()).hasToString("{S2, one-week as of week 2027-02-08=LIVE}");
        assertThat(account.mails()).hasToString("{S2, circumstances to S2@student.example.ac.uk=1}");
        assertThat(account.cases()).isEqualTo(Map.of("S2", "Contacted"));
    }

    @Test
    void who_is_at_level_8_is_recorded_and_never_assessed() {
        Student doctoral = new Student("S3", "", "", "S3@student.example.ac.uk", PROGRAMME, 8, "C3", ANY);
        Session seminar = new Session(
                "S",
                MODULE,
                Activity.SEMINAR,
                1,
                Calendar.at(MONDAY, LocalTime.of(9, 0)),
                Calendar.at(MONDAY, LocalTime.of(10, 0)),
                "LT1",
                List.of(AMINA, doctoral));
        Visit visit = new Visit(AMINA, seminar, tap(AMINA, LocalTime.of(9, 0)));

        Account account = account(List.of(AMINA, doctoral), List.of(seminar), List.of(visit), List.of());

        assertThat(statusOf(doctoral, seminar, account)).isEqualTo(ABSENT);
        assertThat(account.weeks().keySet()).hasToString("[S1, week of 2027-02-08]");
        assertThat(account.raises()).isEmpty();
    }

    private static Account account(List<Visit> visits, List<TakenRegister> registers) {
        return account(List.of(AMINA, BETHAN), List.of(LECTURE, TUTORIAL), visits, registers);
    }

    private static Account account(
            List<Student> students, List<Session> sessions, List<Visit> visits, List<TakenRegister> registers) {
        Plan plan = new Plan(
                new Calendar(MONDAY, 1, MONDAY.minusWeeks(1), List.of()),
                List.of(PROGRAMME),
                List.of(MODULE),
                List.of(ANY),
                new Mishaps(0, 0, 0, 0, 0, 0, 0, List.of(), List.of()),
                new Plan.Names(List.of(), List.of()));
        Happenings happened = new Happenings(visits, registers, List.of(), List.of(), List.of(), List.of());
        return new Registrar(plan, students, sessions, happened).account();
    }

    private static Status statusOf(Student student, Session session, Account account) {
        return Objects.requireNonNull(account.attendance().get(new Place(student.id(), session.id())));
    }

    private static Visit visit(Student student, LocalTime time) {
        return new Visit(student, LECTURE, tap(student, time));
    }

    private static Tap tap(Student student, LocalTime time) {
        return new Tap(student.card(), "LT1", Calendar.at(MONDAY, time));
    }

    private static TakenRegister register(LocalDate handedIn) {
        return new TakenRegister(
                TUTORIAL,
                TUTORIAL.endsAt(),
                Campus.evening(handedIn),
                Map.of(AMINA.id(), Value.LATE, BETHAN.id(), Value.ABSENT));
    }

    private static Student student(String id, String card) {
        return new Student(id, "", "", id + "@student.example.ac.uk", PROGRAMME, 4, card, ANY);
    }

    private static Session session(String id, Activity activity, @Nullable String room) {
        return new Session(
                id,
                MODULE,
                activity,
                1,
                Calendar.at(MONDAY, LocalTime.of(9, 0)),
                Calendar.at(MONDAY, LocalTime.of(10, 0)),
                room,
                List.of(AMINA, BETHAN));
    }
}
