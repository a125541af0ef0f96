package org.rollcall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.journey.University.closeOf;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.contracts.Topics;
import org.rollcall.local.Service;
import org.rollcall.testkit.Mail;

/** Services are killed with -9 one after another while four weeks are lived; nothing may be missing and nothing double. */
class KilledServicesTest {

    private static final int STUDENTS = 60;
    private static final int WEEKS = 4;
    private static final int KILLS = Service.values().length;
    private static final long PAUSE_BETWEEN_KILLS = 1_500_000_000L;

    @Test
    void whatever_service_is_killed_in_the_middle_every_student_gets_each_mail_once(@TempDir Path folder)
            throws InterruptedException {
        try (var suite = Suite.start(folder, Instant.parse("2026-09-21T08:00:00Z"))) {
            // given: of three students one never comes, one comes every week, one comes every other week
            var students = IntStream.range(0, STUDENTS)
                    .mapToObj(number -> "S%07d".formatted(1_000_000 + number))
                    .toList();
            var university = suite.university();
            university.opens(WEEKS, students);
            suite.settle();

            // when
            var living = new AtomicBoolean(true);
            var killer = Thread.ofPlatform().start(() -> killOneAfterAnother(suite, living));
            for (var week = 1; week <= WEEKS; week++) {
                for (var number = 0; number < STUDENTS; number++) {
                    if (number % 3 == 1 || number % 3 == 2 && week % 2 == 0) {
                        university.comes(students.get(number), week);
                    }
                }
                suite.liveUntil(closeOf(week));
            }
            living.set(false);
            killer.join();
            suite.settle();

            // then
            var mails = new HashMap<String, Integer>();
            students.forEach(
                    student -> mails.put(student, suite.mailsOf(student).size()));
            assertThat(mails).isEqualTo(expectedMails(students));
            assertThat(students.stream()
                            .flatMap(student -> suite.mailsOf(student).stream())
                            .map(Mail::messageId))
                    .doesNotHaveDuplicates();
            assertThat(suite.kafka().all(Topics.NOTIFICATIONS).stream()
                            .map(event -> event.json().get("emailId").textValue())
                            .distinct())
                    .hasSameSizeAs(suite.kafka().all(Topics.NOTIFICATIONS));
            assertThat(suite.get(Service.CASE_MANAGEMENT, "/cases?state=InterviewRequired")
                            .getInt("total"))
                    .isEqualTo(STUDENTS / 3);
        }
    }

    /** The pause is no waiting for anything: it spreads the kills over the weeks. */
    private static void killOneAfterAnother(Suite suite, AtomicBoolean living) {
        for (var kill = 0; living.get() && kill < KILLS; kill++) {
            suite.kill(Service.values()[kill % Service.values().length]);
            LockSupport.parkNanos(PAUSE_BETWEEN_KILLS);
        }
    }

    /** Never: one week, three weeks, four weeks. Every other week: the first and the third stand alone in their runs. */
    private static Map<String, Integer> expectedMails(List<String> students) {
        var expected = new HashMap<String, Integer>();
        for (var number = 0; number < students.size(); number++) {
            expected.put(
                    students.get(number),
                    switch (number % 3) {
                        case 0 -> 3;
                        case 1 -> 0;
                        default -> 2;
                    });
        }
        return expected;
    }
}
