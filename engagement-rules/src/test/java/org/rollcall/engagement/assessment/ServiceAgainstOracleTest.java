package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.University.WEEK_1;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.University.session;
import static org.rollcall.engagement.University.week;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_POLICY;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.engagement.University;
import org.rollcall.engagement.assessment.Oracle.Memory;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.testkit.RollcallResource;

/**
 * A term of some students at random, by the topics and the database, with everything delivered twice and in any order and
 * with corrections of closed weeks in between: what the service says of it is what the oracle says.
 */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class ServiceAgainstOracleTest {

    private static final long SEED = Long.getLong("rollcall.seed", 20_260_928);
    private static final int STUDENTS = 20;
    private static final int WEEKS = 6;
    private static final List<Status> ANY_STATUS = List.of(Status.values());
    private static final Policies POLICIES = Policies.of(DEFAULT_POLICY);

    private final Random random = new Random(SEED);

    @Inject
    InstantSource clock;

    private University university;

    @BeforeEach
    void term() {
        university = new University(clock);
    }

    @AfterEach
    void end() {
        university.close();
    }

    @Test
    void a_term_at_random_comes_out_as_the_oracle_says() {
        // given
        var students = IntStream.range(0, STUDENTS).mapToObj(Life::new).toList();
        students.forEach(student -> university.enrols(student.id));

        // when
        for (var week = 1; week <= WEEKS; week++) {
            var published = new ArrayList<Runnable>();
            for (var student : students) {
                published.addAll(student.live(week));
            }
            Collections.shuffle(published, random);
            published.forEach(Runnable::run);
            university.livesUntil(closeOf(week));
            for (var student : students) {
                // What was corrected is assessed as of the week before, then the week closes.
                student.remember(week - 1);
                student.remember(week);
            }
        }

        // then
        assertThat(university.rows("""
                        SELECT format('%s %s@%s %s/%s %s', student_id, step, as_of_week, rescinded_at IS NULL, revision,
                            missed_weeks)
                        FROM raise ORDER BY 1
                        """))
                .as("raises of the term with seed %d", SEED)
                .isEqualTo(sorted(students, Life::raises));
        assertThat(university.rows("""
                        SELECT format('%s %s %s %s/%s/%s/%s/%s run %s', student_id, week_starting, outcome, required, attended,
                            late, excused, unrecorded, run)
                        FROM assessed_week ORDER BY 1
                        """))
                .as("weeks of the term with seed %d", SEED)
                .isEqualTo(sorted(students, Life::weeks));
    }

    private interface Telling {
        List<String> of(Life life);
    }

    private static List<String> sorted(List<Life> students, Telling telling) {
        return students.stream()
                .flatMap(student -> telling.of(student).stream())
                .sorted()
                .toList();
    }

    /** One student as the service is told, and as the oracle remembers. */
    private final class Life {

        private final String id;
        private final double absence;
        private final Map<LocalDate, AttendanceRecord> records = new HashMap<>();
        private final Map<String, Days> absences = new HashMap<>();
        private final Map<RaiseId, Memory> memories = new HashMap<>();

        Life(int number) {
            id = "S40000%02d".formatted(number);
            absence = List.of(0.4, 0.8, 1.0).get(number % 3);
        }

        /** The week's sessions, and corrections of earlier ones: what is to be published, everything twice. */
        List<Runnable> live(int week) {
            var deeds = new ArrayList<Runnable>();
            for (var day : List.of(week(week), week(week).plusDays(3))) {
                if (random.nextInt(8) > 0) {
                    say(session(id, day, Status.EXPECTED, 1), day, deeds);
                    say(session(id, day, anyStatus(), 2), day, deeds);
                }
            }
            for (var corrections = random.nextInt(3); corrections > 0 && !records.isEmpty(); corrections--) {
                correct(week, deeds);
            }
            return deeds;
        }

        private void correct(int week, List<Runnable> deeds) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    var first = WEEK_1.plusDays(random.nextInt(7 * week));
                    var days = new Days(first, first.plusDays(random.nextInt(8)));
                    var absenceId = "A" + absences.size() + "-" + week + "-" + random.nextInt(1_000_000);
                    absences.put(absenceId, days);
                    say(absenceId, days, AbsenceAuthorisation.Status.AUTHORISED, 1, deeds);
                }
                case 1 ->
                    absences.keySet().stream().sorted().findFirst().ifPresent(absenceId -> {
                        var days = Objects.requireNonNull(absences.remove(absenceId));
                        say(absenceId, days, AbsenceAuthorisation.Status.REVOKED, 2, deeds);
                    });
                default -> {
                    var planned = List.copyOf(new TreeSet<>(records.keySet())).get(random.nextInt(records.size()));
                    var revision = Objects.requireNonNull(records.get(planned)).revision() + 1;
                    var day = random.nextInt(5) == 0 ? WEEK_1.plusDays(random.nextInt(7 * week)) : planned;
                    say(session(id, planned, day, anyStatus(), revision), planned, deeds);
                }
            }
        }

        private void say(AttendanceRecord record, LocalDate planned, List<Runnable> deeds) {
            records.put(planned, record);
            deeds.addAll(Collections.nCopies(2, () -> university.says(record)));
        }

        private void say(
                String absenceId, Days days, AbsenceAuthorisation.Status status, int revision, List<Runnable> deeds) {
            var last = Objects.requireNonNull(days.last());
            deeds.addAll(Collections.nCopies(
                    2, () -> university.authorises(absenceId, id, days.first(), last, status, revision)));
        }

        private Status anyStatus() {
            return random.nextDouble() < absence ? Status.ABSENT : ANY_STATUS.get(random.nextInt(ANY_STATUS.size()));
        }

        void remember(int week) {
            if (week > 0) {
                memories.putAll(oracle(week).assess(memories));
            }
        }

        List<String> raises() {
            return memories.entrySet().stream()
                    .map(raise -> "%s %s@%s %s/%d %s"
                            .formatted(
                                    id,
                                    raise.getKey().step(),
                                    raise.getKey().asOfWeek(),
                                    raise.getValue().live() ? "t" : "f",
                                    raise.getValue().revision(),
                                    raise.getValue().missedWeeks().stream()
                                            .map(LocalDate::toString)
                                            .collect(Collectors.joining(",", "{", "}"))))
                    .toList();
        }

        List<String> weeks() {
            var oracle = oracle(WEEKS);
            return oracle.weeks().stream()
                    .map(monday -> {
                        var count = oracle.count(monday);
                        return "%s %s %s %d/%d/%d/%d/%d run %d"
                                .formatted(
                                        id,
                                        monday,
                                        oracle.outcome(monday),
                                        count.required(),
                                        count.attended(),
                                        count.late(),
                                        count.excused(),
                                        count.unrecorded(),
                                        oracle.run(monday).size());
                    })
                    .toList();
        }

        private Oracle oracle(int week) {
            var sessions = records.values().stream()
                    .map(record -> new Session(
                            record.sessionId(),
                            record.startsAt(),
                            record.compulsory(),
                            Session.Status.valueOf(record.status().name()),
                            record.revision()))
                    .toList();
            var history = new History(
                    "BSC-CS",
                    5,
                    StudentHistory.enrolledSince(LocalDate.of(2026, 9, 14)),
                    List.copyOf(absences.values()),
                    sessions);
            return new Oracle(history, POLICIES, WEEK_1, week(week));
        }
    }
}
