package org.rollcall.cases;

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
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class DatabaseRightsTest {

    private final DatabaseRights rights =
            SharedServers.database(CaseService.DATABASE).rights();

    /** Table, what the service may do, what it may do for a student who asks, and whose rows that student sees. */
    @Test
    void the_service_has_the_rights_that_it_needs_and_no_others() throws SQLException {
        assertThat(rights.tables()).isEqualTo("""
                absences | SELECT, INSERT, UPDATE (status, decided_by, decided_at, revision) | SELECT | student_id
                agreements | SELECT, INSERT, UPDATE | SELECT, UPDATE | student_id
                appeals | SELECT, INSERT, UPDATE | SELECT | student_id
                case_history | SELECT, INSERT | SELECT, INSERT | case_id of cases
                case_history_heads | SELECT, INSERT, UPDATE | SELECT, INSERT, UPDATE | case_id of cases
                case_texts | SELECT, INSERT | SELECT, INSERT | case_id of cases
                casebooks | SELECT, INSERT, UPDATE | SELECT, INSERT, UPDATE | student_id
                cases | SELECT, INSERT, UPDATE | SELECT, UPDATE | student_id
                contacts | SELECT, INSERT, UPDATE | SELECT | student_id
                decisions | SELECT, INSERT, UPDATE (quashed) | SELECT | student_id
                erased_student | SELECT | - | -
                hold_heard | SELECT, INSERT, UPDATE, DELETE | - | student_id
                idempotency_keys | SELECT, INSERT, UPDATE (resource_id) | SELECT, INSERT, UPDATE (resource_id) | person
                inbox | SELECT, INSERT | - | -
                interviews | SELECT, INSERT, UPDATE | SELECT, UPDATE | student_id
                legal_hold | SELECT | - | as its tables
                outbox | SELECT, INSERT, UPDATE (published_at, failure) | INSERT | -
                programmes | SELECT, INSERT, UPDATE, DELETE | SELECT | -
                quarantine | SELECT, INSERT | - | -
                reportable_absences | SELECT, INSERT, UPDATE, DELETE | - | student_id
                reportable_events | SELECT, INSERT, UPDATE | - | student_id
                students | SELECT, INSERT, UPDATE, DELETE | SELECT | student_id
                threshold_events | SELECT, INSERT | SELECT | student_id
                thresholds | SELECT, INSERT, UPDATE | SELECT | student_id
                weeks | SELECT, INSERT, UPDATE | SELECT | student_id
                """);
        assertThat(rights.breaches()).isEmpty();
    }

    @Test
    void no_table_shows_a_students_rows_to_another_student() throws SQLException {
        assertThat(rights.tablesOpenToEveryStudent()).isEmpty();
    }
}
