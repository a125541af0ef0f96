package org.rollcall.cases.history;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cases.CaseService;
import org.rollcall.chassis.history.History;
import org.rollcall.chassis.history.History.Entry;
import org.rollcall.chassis.history.Line;
import org.rollcall.testkit.RollcallResource;

/** The history of one case, and of another beside it. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class HistoryTest {

    private static final String HISTORY = "/cases/case-1/history";
    private static final Instant WEDNESDAY = Instant.parse("2026-10-07T08:00:00.123456Z");

    @Inject
    History history;

    @BeforeEach
    void write() {
        CaseService.database().empty();
        for (var what : List.of("CASE_OPENED", "THRESHOLD_ADDED", "EMAIL_SENT", "CASE_CLOSED")) {
            QuarkusTransaction.requiringNew()
                    .run(() -> history.append(List.of(
                            new Entry("case-1", line(what, null, "one-week")),
                            new Entry("case-2", line(what, "email-1", null)))));
        }
    }

    private static Line line(String what, @Nullable String about, @Nullable String detail) {
        return new Line(what, about, detail, "case-management", WEDNESDAY, "event");
    }

    @Test
    void takes_several_lines_of_a_case_at_once() {
        // when
        var places = QuarkusTransaction.requiringNew()
                .call(() -> history.append(List.of(
                        new Entry("case-1", line("CASE_REOPENED", null, null)),
                        new Entry("case-3", line("CASE_OPENED", null, null)),
                        new Entry("case-1", line("CASE_CLOSED", null, null)))));

        // then
        assertThat(places).containsExactly(5, 1, 6);
        get(HISTORY + "?verify=true").then().body("verification.intact", equalTo(true));
    }

    @Test
    void is_read_as_it_was_written() {
        get(HISTORY)
                .then()
                .statusCode(200)
                .body("lines.sequence", contains(1, 2, 3, 4))
                .body("lines.what", contains("CASE_OPENED", "THRESHOLD_ADDED", "EMAIL_SENT", "CASE_CLOSED"))
                .body("lines[0].at", equalTo("2026-10-07T08:00:00.123456Z"))
                .body("verification", nullValue());
        get(HISTORY + "?verify=true").then().body("verification.intact", equalTo(true));
    }

    @Test
    void of_no_case_is_not_found() {
        get("/cases/none/history").then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE case_history SET actor = 'p.marsh'",
                "DELETE FROM case_history",
                "TRUNCATE case_history",
                "DROP TABLE case_history"
            })
    void is_closed_to_the_application_itself(String change) throws SQLException {
        try (var connection = CaseService.database().connectAsApplication();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(change))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE case_history SET detail = 'three-weeks' WHERE sequence = 2     | 2
            UPDATE case_history SET at = at - interval '1 day' WHERE sequence = 3 | 3
            DELETE FROM case_history WHERE sequence = 1                           | 1
            DELETE FROM case_history WHERE sequence = 4                           | 4
            DELETE FROM case_history                                              | 1
            """)
    void that_another_hand_changed_names_the_first_line_that_is_wrong(String change, int firstBroken)
            throws SQLException {
        // when
        try (var connection = CaseService.database().connectAsOwner();
                var statement = connection.createStatement()) {
            statement.executeUpdate(change);
        }

        // then
        get(HISTORY + "?verify=true")
                .then()
                .body("verification.intact", equalTo(false))
                .body("verification.firstBroken", equalTo(firstBroken));
    }

    private boolean isIntact() {
        var verification = history.view("case-1", true).orElseThrow().verification();
        return verification != null && verification.intact();
    }

    @Test
    void is_intact_at_every_moment_at_which_somebody_adds_to_it() throws Exception {
        try (var other = Executors.newSingleThreadExecutor()) {
            // when
            var writing = other.submit(() -> {
                for (var line = 0; line < 300; line++) {
                    QuarkusTransaction.requiringNew()
                            .run(() -> history.append(List.of(new Entry("case-1", line("EMAIL_SENT", null, null)))));
                }
            });

            // then
            do {
                assertThat(QuarkusTransaction.requiringNew().call(this::isIntact))
                        .isTrue();
            } while (!writing.isDone());
            writing.get();
        }
    }
}
