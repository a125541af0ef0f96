package org.rollcall.attendance;

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
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class DatabaseRightsTest {

    private final DatabaseRights rights = SharedServers.database("attendance").rights();

    /** Table, what the service may do, what it may do for a student who asks, and whose rows that student sees. */
    @Test
    void the_service_has_the_rights_that_it_needs_and_no_others() throws SQLException {
        assertThat(rights.tables()).isEqualTo("""
                account | SELECT, INSERT, UPDATE | - | -
                attendance_record | SELECT, INSERT, UPDATE | SELECT | student_id
                card_holding | SELECT, INSERT, UPDATE, DELETE | SELECT | student_id
                erased_student | SELECT | - | -
                hold_heard | SELECT, INSERT, UPDATE, DELETE | - | student_id
                idempotency_keys | SELECT, INSERT, UPDATE (resource_id) | - | person
                import | SELECT, INSERT, UPDATE, DELETE | - | -
                import_chunk | SELECT, INSERT, DELETE | - | -
                import_refusal | SELECT, INSERT | - | -
                inbox | SELECT, INSERT | - | -
                legal_hold | SELECT | - | as its tables
                mark | SELECT, INSERT, UPDATE (matched) | SELECT | student_id
                memory_version | SELECT | - | -
                outbox | SELECT, INSERT, UPDATE (published_at, failure) | INSERT | -
                programme | SELECT, INSERT, UPDATE, DELETE | SELECT | -
                quarantine | SELECT, INSERT | - | -
                record_history | SELECT, INSERT, UPDATE (swiped_card, swiped_room) | SELECT | student_id
                record_line | SELECT | SELECT | as its tables
                record_now | SELECT | SELECT | as its tables
                rejection_retry | SELECT, INSERT | - | -
                session | SELECT, INSERT, UPDATE | SELECT | -
                session_history | SELECT, INSERT | SELECT | -
                statement_cursor | SELECT, INSERT, UPDATE | - | student_id
                statement_refused | SELECT, INSERT | - | student_id
                student | SELECT, INSERT, UPDATE, DELETE | SELECT | student_id
                student_bounds | SELECT | SELECT | as its tables
                swipe | SELECT, INSERT, UPDATE (student_id, session_id) | SELECT | student_id
                """);
        assertThat(rights.breaches()).isEmpty();
    }

    @Test
    void no_table_shows_a_students_rows_to_another_student() throws SQLException {
        assertThat(rights.tablesOpenToEveryStudent()).isEmpty();
    }
}
