package org.rollcall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.journey.University.closeOf;
import static org.rollcall.journey.University.monday;
import static org.rollcall.journey.University.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.contracts.Topics;
import org.rollcall.journey.Suite.Person;
import org.rollcall.local.Service;

/**
 * The story of Amina, who stops coming; of Ben, who always comes; and of Chris, whose register was wrong. It is lived
 * through the running suite: events go in by Kafka, and what came of them is asked by REST and read in the mailboxes.
 */
class VanishingStudentTest {

    private static final String AMINA = "S1000001";
    private static final String BEN = "S1000002";
    private static final String CHRIS = "S1000003";
    private static final Map<String, Person> THEMSELVES =
            Map.of(AMINA, new Person("amina"), BEN, new Person("ben"), CHRIS, new Person("chris"));

    @Test
    void who_stops_coming_is_asked_once_twice_and_then_to_an_interview_and_a_mistake_is_put_right(
            @TempDir Path folder) {
        try (var suite = Suite.start(folder, Instant.parse("2026-09-21T08:00:00Z"))) {
            var university = suite.university();
            university.opens(5, List.of(AMINA, BEN, CHRIS));

            // In the first week Ben comes, Amina and Chris do not.
            university.comes(BEN, 1);
            suite.liveUntil(closeOf(1));

            assertThat(attendance(suite, BEN, 1)).isEqualTo("PRESENT");
            assertThat(attendance(suite, AMINA, 1)).isEqualTo("ABSENT");
            assertThat(weeks(suite, AMINA)).containsExactly("MISSED");
            assertThat(weeks(suite, BEN)).containsExactly("ATTENDED");
            assertThat(liveSteps(suite, AMINA)).containsExactly("one-week");
            assertThat(liveSteps(suite, BEN)).isEmpty();
            assertThat(suite.mailsOf(AMINA)).hasSize(1);
            assertThat(suite.mailsOf(AMINA).getFirst().text()).contains("Monday 5 to Sunday 11 October 2026");
            assertThat(suite.mailsOf(BEN)).isEmpty();
            assertThat(cases(suite, AMINA)).containsExactly("Contacted");
            assertThat(contacts(suite, AMINA)).containsExactly("SENT");

            // Chris was there after all: the register says so, weeks later.
            university.comes(BEN, 2);
            university.comes(CHRIS, 2);
            university.isMarkedPresent(CHRIS, 1);
            suite.liveUntil(closeOf(2));

            assertThat(weeks(suite, CHRIS)).containsExactly("ATTENDED", "ATTENDED");
            assertThat(liveSteps(suite, CHRIS)).isEmpty();
            assertThat(cases(suite, CHRIS)).containsExactly("Closed");
            assertThat(suite.mailsOf(CHRIS))
                    .as("the first mail and its correction")
                    .hasSize(2);
            assertThat(suite.mailsOf(AMINA))
                    .as("a second week alone is no step")
                    .hasSize(1);

            // The third week is a step, and the fourth demands an interview.
            university.comes(BEN, 3);
            university.comes(BEN, 4);
            suite.liveUntil(closeOf(4));

            assertThat(liveSteps(suite, AMINA)).containsExactlyInAnyOrder("one-week", "three-weeks", "four-weeks");
            assertThat(suite.mailsOf(AMINA)).hasSize(3);
            assertThat(cases(suite, AMINA)).containsExactly("InterviewRequired");

            // Amina returns: the run ends, the interview is still hers to attend.
            university.comes(BEN, 5);
            university.comes(AMINA, 5);
            suite.liveUntil(closeOf(5));

            assertThat(weeks(suite, AMINA)).containsExactly("MISSED", "MISSED", "MISSED", "MISSED", "ATTENDED");
            assertThat(cases(suite, AMINA)).containsExactly("InterviewRequired");
            assertThat(suite.mailsOf(AMINA)).hasSize(3);
            assertThat(suite.mailsOf(BEN)).isEmpty();
            assertThat(everySentMailIsTold(suite)).isTrue();
        }
    }

    /** As the students themselves see it. */
    private static String attendance(Suite suite, String student, int week) {
        return suite.get(
                        Service.ATTENDANCE_INGEST,
                        Objects.requireNonNull(THEMSELVES.get(student)),
                        "/students/{student}/attendance",
                        student)
                .param("session", session(week))
                .getString("items.find { it.sessionId == session }.status");
    }

    private static List<String> weeks(Suite suite, String student) {
        return suite.get(Service.ENGAGEMENT_RULES, "/students/{student}/engagement?academicYear=2026/27", student)
                .param("first", monday(1).toString())
                .getList("weeks.findAll { it.weekStarting >= first }.outcome");
    }

    private static List<String> liveSteps(Suite suite, String student) {
        return suite.get(Service.ENGAGEMENT_RULES, "/students/{student}/engagement?academicYear=2026/27", student)
                .getList("raises.findAll { it.rescindedAt == null }.step");
    }

    private static List<String> cases(Suite suite, String student) {
        return suite.get(Service.CASE_MANAGEMENT, "/cases?student={student}", student)
                .getList("items.state");
    }

    private static List<String> contacts(Suite suite, String student) {
        var caseId = suite.get(Service.CASE_MANAGEMENT, "/cases?student={student}", student)
                .getString("items[0].caseId");
        return suite.get(Service.CASE_MANAGEMENT, "/cases/{caseId}", caseId).getList("contacts.state");
    }

    private static boolean everySentMailIsTold(Suite suite) {
        long sent =
                suite.get(Service.NOTIFICATION_SERVICE, "/emails?state=SENT").getLong("total");
        return suite.kafka().all(Topics.NOTIFICATIONS).stream()
                        .filter(event -> "org.rollcall.EmailSent.v1"
                                .equals(event.headers().get("ce_type")))
                        .count()
                == sent;
    }
}
