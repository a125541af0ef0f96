package org.rollcall.engagement.assessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.University.closeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.engagement.University;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;

/**
 * Two instances close and assess three weeks, and one of them loses its connection, and so its transaction, while it writes:
 * the database cannot tell that from a kill. Every statement that a close consists of has its turn.
 */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class KilledInstancesTest {

    private static final List<String> STUDENTS =
            IntStream.range(0, 10).mapToObj(number -> "S300000" + number).toList();

    private static final String SPARE = """
            DROP FUNCTION IF EXISTS kill CASCADE;
            DROP SEQUENCE IF EXISTS deeds;
            """;

    /** More than the one that is meant: something else is wrong. */
    private static final int KILLS_AT_MOST = 20;

    @Inject
    InstantSource clock;

    @Inject
    AssessmentWork work;

    private University university;

    @BeforeEach
    void term() {
        university = new University(clock);
        university.enrols(STUDENTS.toArray(String[]::new));
        STUDENTS.forEach(student -> university.misses(student, 1, 2, 3));
        university.awaitConsumed();
    }

    @AfterEach
    void end() throws SQLException {
        asOwner(SPARE);
        university.close();
    }

    @ParameterizedTest(name = "at {1} {0}, time {2}")
    @CsvSource({
        "closed_week, INSERT, 1",
        "assessment_due, INSERT, 2",
        "assessment_due, DELETE, 2",
        "assessed_week, INSERT, 4",
        "raise, INSERT, 3",
        "threshold_word, INSERT, 1",
        "outbox, INSERT, 5"
    })
    void a_kill_in_the_middle_of_a_close_changes_nothing_in_the_outcome(String table, String deed, int time)
            throws SQLException {
        // given
        asOwner(kill(table, deed, time));
        var kills = new AtomicInteger();

        // when
        Stream.generate(() -> CompletableFuture.runAsync(() -> kills.addAndGet(doAllDue(closeOf(3)))))
                .limit(2)
                .toList()
                .forEach(CompletableFuture::join);
        // Whoever found nothing to take may have stopped while another still worked.
        kills.addAndGet(doAllDue(closeOf(3)));
        university.awaitPublished();

        // then
        assertThat(kills).hasValue(1);
        assertThat(university.weeks()).isEqualTo(ofEveryStudent("1 MISSED/1", "2 MISSED/1", "3 MISSED/1"));
        assertThat(university.steps()).isEqualTo(ofEveryStudent("+one-week@1/1", "+three-weeks@3/1"));
        assertThat(university.rows("SELECT count(*) FROM threshold_word")).containsExactly("20");
    }

    /** Until nothing is left, as the ticker does, which tries again what failed; answers how often it did. */
    private int doAllDue(Instant now) {
        var failures = 0;
        while (true) {
            try {
                if (!work.runDue(now)) {
                    return failures;
                }
            } catch (RuntimeException killed) {
                if (++failures > KILLS_AT_MOST) {
                    throw killed;
                }
            }
        }
    }

    private static String kill(String table, String deed, int time) {
        return """
            CREATE SEQUENCE deeds;
            GRANT USAGE ON SEQUENCE deeds TO PUBLIC;
            CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('deeds') = %d THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    PERFORM pg_sleep(10);
                END IF;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER kill AFTER %s ON %s FOR EACH STATEMENT EXECUTE FUNCTION kill();
            """.formatted(time, deed, table);
    }

    private static void asOwner(String sql) throws SQLException {
        try (var connection = SharedServers.database("engagement").connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, List<String>> ofEveryStudent(String... said) {
        return STUDENTS.stream().collect(Collectors.toMap(student -> student, _ -> List.of(said)));
    }
}
