package org.rollcall.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.DatabaseRights;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;

/** The rights on every table, so that a new one is listed here or out of reach. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class DatabaseRightsTest {

    private final DatabaseRights rights = SharedServers.database("engagement").rights();

    /** Table, what the service may do, what it may do for a student who asks, and whose rows that student sees. */
    @Test
    void the_service_has_the_rights_that_it_needs_and_no_others() throws SQLException {
        assertThat(rights.tables()).isEqualTo("""
                absence | SELECT, INSERT, UPDATE | SELECT | student_id
                assessed_week | SELECT, INSERT, UPDATE | SELECT | student_id
                assessment_due | SELECT, INSERT, UPDATE, DELETE | SELECT | student_id
                attendance_fact | SELECT, INSERT, UPDATE | SELECT | student_id
                closed_week | SELECT, INSERT | SELECT | -
                erased_student | SELECT | - | -
                hold_heard | SELECT, INSERT, UPDATE, DELETE | - | student_id
                inbox | SELECT, INSERT | - | -
                legal_hold | SELECT | - | as its tables
                outbox | SELECT, INSERT, UPDATE (published_at, failure) | INSERT | -
                policies_in_force | SELECT, INSERT | - | -
                policy_replay | SELECT, INSERT, UPDATE | - | -
                policy_replay_count | SELECT, INSERT, UPDATE | - | -
                policy_replay_difference | SELECT, INSERT | - | student_id
                programme | SELECT, INSERT, UPDATE, DELETE | SELECT | -
                quarantine | SELECT, INSERT | - | -
                raise | SELECT, INSERT, UPDATE | SELECT | student_id
                student | SELECT, INSERT, UPDATE, DELETE | SELECT | student_id
                student_bounds | SELECT | SELECT | as its tables
                student_status | SELECT, INSERT, DELETE | SELECT | student_id
                taught_week | SELECT, INSERT | SELECT | -
                threshold_mail | SELECT, INSERT, UPDATE | SELECT | student_id
                threshold_word | SELECT, INSERT | SELECT | student_id
                """);
        assertThat(rights.breaches()).isEmpty();
    }

    @Test
    void no_table_shows_a_students_rows_to_another_student() throws SQLException {
        assertThat(rights.tablesOpenToEveryStudent()).isEmpty();
    }
}
