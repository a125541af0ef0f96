package org.rollcall.engagement.assessed;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.University.session;
import static org.rollcall.engagement.University.week;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.engagement.University;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class ProgrammeWeekTest {

    @Inject
    InstantSource clock;

    private University university;

    @BeforeEach
    void term() {
        university = new University(clock);
        university.enrols("S1", "S2", "S3", "S4");
        university.misses("S1", 1, 2, 3);
        university.misses("S2", 1, 2);
        university.misses("S3", 1);
        university.attends("S3", 2, 3);
        university.attends("S4", 1, 2, 3);
        university.livesUntil(closeOf(3));
    }

    @AfterEach
    void end() {
        university.close();
    }

    @Test
    void a_programmes_week_counts_outcomes_and_names_who_stands_at_which_step() {
        var third = programmeWeek(3);

        assertThat(third.getInt("students")).isEqualTo(4);
        assertThat(third.<String, Integer>getMap("outcomes"))
                .isEqualTo(Map.of("ATTENDED", 2, "MISSED", 1, "NOT_MONITORED", 1, "UNKNOWN", 0, "EXCUSED", 0));
        assertThat(third.getList("steps.step", String.class)).containsExactly("one-week", "three-weeks", "four-weeks");
        assertThat(third.getList("steps[0].students.studentId", String.class)).containsExactly("S2", "S3");
        assertThat(third.getList("steps[1].students.studentId", String.class)).containsExactly("S1");
        assertThat(third.getList("steps[2].students")).isEmpty();
    }

    @Test
    void an_earlier_week_shows_who_stood_where_then() {
        assertThat(programmeWeek(1).getList("steps[0].students.studentId", String.class))
                .containsExactly("S1", "S2", "S3");
    }

    @Test
    void a_rescinded_step_is_nobodys() {
        // when
        university.says(session("S3", week(1), Status.PRESENT, 3));
        university.hearsCorrections();

        // then
        assertThat(programmeWeek(3).getList("steps[0].students.studentId", String.class))
                .containsExactly("S2");
    }

    @Test
    void a_week_that_has_not_closed_and_a_programme_without_students_are_not_found() {
        get("/programmes/BSC-CS/weeks/2026-10-19").then().statusCode(404);
        get("/programmes/NONE/weeks/2026-10-12").then().statusCode(404);
        get("/programmes/BSC-CS/weeks/2026-10-13").then().statusCode(400);
    }

    private static JsonPath programmeWeek(int week) {
        return get("/programmes/BSC-CS/weeks/{week}", week(week).toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
