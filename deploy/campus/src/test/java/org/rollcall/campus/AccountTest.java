package org.rollcall.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.contracts.WeekAssessed.Outcome.ATTENDED;
import static org.rollcall.contracts.WeekAssessed.Outcome.MISSED;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.campus.Account.Mail;
import org.rollcall.campus.Account.Raise;
import org.rollcall.campus.Account.Standing;
import org.rollcall.campus.Account.StudentWeek;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.WeekAssessed.Outcome;

/** What holds of every account, whatever the seed. */
class AccountTest {

    @Test
    void the_demonstration_shows_every_status_outcome_step_mail_and_state() {
        Account account = Campus.standard().expectation();

        assertThat(Set.copyOf(account.attendance().values()))
                .containsExactlyInAnyOrder(
                        AttendanceRecord.Status.PRESENT,
                        AttendanceRecord.Status.LATE,
                        AttendanceRecord.Status.ABSENT,
                        AttendanceRecord.Status.UNRECORDED,
                        AttendanceRecord.Status.CANCELLED);
        assertThat(Set.copyOf(account.weeks().values())).containsExactlyInAnyOrder(Outcome.values());
        assertThat(account.raises().keySet().stream().map(Raise::step).distinct())
                .containsExactlyInAnyOrder("one-week", "three-weeks", "four-weeks");
        assertThat(account.raises()).containsValue(Standing.RESCINDED);
        assertThat(account.mails().keySet().stream().map(Mail::template).distinct())
                .containsExactlyInAnyOrder("circumstances", "interview-required", "send-appointment", "correction");
        assertThat(account.cases().values()).contains("Contacted", "InterviewRequired");
        assertThat(account.swipes().refused())
                .containsOnlyKeys("INVALID_ID", "INVALID_INSTANT", "INVALID_JSON", "MISSING_FIELD");
    }

    @ParameterizedTest
    @ValueSource(longs = {2027, 1})
    void everybody_in_scope_has_every_week_and_nobody_else_has_any(long seed) {
        Campus campus = Campus.of(seed);
        Set<String> inScope = campus.enrolled().stream()
                .filter(student -> student.level() <= 7)
                .map(Student::id)
                .collect(Collectors.toSet());
        Set<StudentWeek> weeks = campus.expectation().weeks().keySet();

        assertThat(weeks).hasSize(inScope.size() * 8);
        assertThat(weeks).allMatch(week -> inScope.contains(week.studentId()));
    }

    @ParameterizedTest
    @ValueSource(longs = {2027, 1})
    void every_raise_has_its_mails_and_every_correction_one(long seed) {
        Account account = Campus.of(seed).expectation();
        Map<String, Integer> mails = new TreeMap<>();
        account.mails().forEach((mail, number) -> mails.merge(mail.template(), number, Integer::sum));
        int interviews = count(account.raises(), "four-weeks");

        assertThat(mails)
                .containsEntry("circumstances", account.raises().size() - interviews)
                .containsEntry("interview-required", interviews)
                .containsEntry("send-appointment", 2 * interviews)
                .containsEntry("correction", (int) account.raises().values().stream()
                        .filter(standing -> standing == Standing.RESCINDED)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(longs = {2027, 1})
    void a_case_is_open_for_those_who_have_not_come_back_or_are_to_be_seen(long seed) {
        Account account = Campus.of(seed).expectation();

        account.raises().forEach((raise, standing) -> {
            boolean cameBack =
                    weeks(account, raise.studentId()).tailMap(raise.asOfWeek()).containsValue(ATTENDED);
            if (standing == Standing.LIVE && raise.step().equals("four-weeks")) {
                assertThat(account.cases()).containsEntry(raise.studentId(), "InterviewRequired");
            } else if (standing == Standing.LIVE && !cameBack) {
                assertThat(account.cases()).containsKey(raise.studentId());
            }
        });
        assertThat(account.raises().keySet().stream().map(Raise::studentId).toList())
                .containsAll(account.cases().keySet());
    }

    @ParameterizedTest
    @ValueSource(longs = {2027, 1})
    void what_stands_rests_on_missed_weeks(long seed) {
        Account account = Campus.of(seed).expectation();

        account.raises().forEach((raise, standing) -> {
            Outcome outcome = account.weeks().get(new StudentWeek(raise.studentId(), raise.asOfWeek()));
            assertThat(outcome == MISSED).as(raise.toString()).isEqualTo(standing == Standing.LIVE);
        });
    }

    /** What follows then, people decide: the demonstration leaves it out. */
    @Test
    void nobody_comes_back_after_the_demand_for_an_interview_and_misses_another_week() {
        Account account = Campus.standard().expectation();

        for (Raise raise : account.raises().keySet()) {
            if (raise.step().equals("four-weeks")) {
                List<Outcome> later = List.copyOf(weeks(account, raise.studentId())
                        .tailMap(raise.asOfWeek())
                        .values());
                int back = later.indexOf(ATTENDED);
                assertThat(back < 0 ? List.<Outcome>of() : later.subList(back, later.size()))
                        .doesNotContain(MISSED);
            }
        }
    }

    private static int count(SortedMap<Raise, Standing> raises, String step) {
        return (int) raises.keySet().stream()
                .filter(raise -> raise.step().equals(step))
                .count();
    }

    private static SortedMap<LocalDate, Outcome> weeks(Account account, String student) {
        SortedMap<LocalDate, Outcome> weeks = new TreeMap<>();
        account.weeks().forEach((week, outcome) -> {
            if (week.studentId().equals(student)) {
                weeks.put(week.monday(), outcome);
            }
        });
        return weeks;
    }
}
