package org.rollcall.notification;

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
        initArgs = @ResourceArg(name = "database", value = "notifications"))
class DatabaseRightsTest {

    private final DatabaseRights rights =
            SharedServers.database("notifications").rights();

    /** Table, what the service may do, what it may do for a student who asks, and whose rows that student sees. */
    @Test
    void the_service_has_the_rights_that_it_needs_and_no_others() throws SQLException {
        assertThat(rights.tables()).isEqualTo("""
                admission | SELECT, INSERT, DELETE | - | -
                appeal | SELECT, INSERT | - | -
                attendance | SELECT, INSERT, UPDATE | SELECT | student_id
                authorised_absence | SELECT, INSERT, UPDATE | SELECT | student_id
                email | SELECT, INSERT, UPDATE | SELECT | student_id
                erased_student | SELECT | - | -
                hold | SELECT, INSERT, UPDATE | - | -
                hold_heard | SELECT, INSERT, UPDATE, DELETE | - | student_id
                inbox | SELECT, INSERT | - | -
                legal_hold | SELECT | - | as its tables
                outbox | SELECT, INSERT, UPDATE (published_at, failure) | INSERT | -
                programme | SELECT, INSERT, UPDATE, DELETE | SELECT | -
                quarantine | SELECT, INSERT | - | -
                raise | SELECT, INSERT, UPDATE | - | -
                session | SELECT, INSERT, UPDATE, DELETE | SELECT | -
                student | SELECT, INSERT, UPDATE, DELETE | SELECT | student_id
                student_bounds | SELECT | SELECT | as its tables
                """);
        assertThat(rights.breaches()).isEmpty();
    }

    @Test
    void no_table_shows_a_students_rows_to_another_student() throws SQLException {
        assertThat(rights.tablesOpenToEveryStudent()).isEmpty();
    }
}
