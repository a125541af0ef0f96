package org.rollcall.appeals;

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
        initArgs = @ResourceArg(name = "database", value = AppealService.DATABASE))
class DatabaseRightsTest {

    private final DatabaseRights rights =
            SharedServers.database(AppealService.DATABASE).rights();

    /** Table, what the service may do, what it may do for a student who asks, and whose rows that student sees. */
    @Test
    void the_service_has_the_rights_that_it_needs_and_no_others() throws SQLException {
        assertThat(rights.tables()).isEqualTo("""
                appeal_history | SELECT, INSERT | SELECT, INSERT | appeal_id of appeals
                appeal_history_heads | SELECT, INSERT, UPDATE | SELECT, INSERT, UPDATE | appeal_id of appeals
                appeals | SELECT, INSERT, UPDATE | SELECT, INSERT, UPDATE (appeal_id) | student_id
                decisions | SELECT, INSERT | SELECT | student_id
                erased_student | SELECT | - | -
                evidence | SELECT, INSERT | SELECT, INSERT | appeal_id of appeals
                forgotten_mails | SELECT | - | -
                heard | SELECT, INSERT | SELECT | student_id
                hold_heard | SELECT, INSERT, UPDATE, DELETE | - | student_id
                idempotency_keys | SELECT, INSERT, UPDATE (resource_id) | SELECT, INSERT, UPDATE (resource_id) | person
                inbox | SELECT, INSERT | - | -
                legal_hold | SELECT | - | as its tables
                letters | SELECT, INSERT | SELECT | appeal_id of appeals
                letters_waiting | SELECT, INSERT, DELETE | SELECT | student_id
                mail_attachments | SELECT, INSERT | - | mail_id of mails
                mailbox_positions | SELECT, INSERT, UPDATE | - | -
                mails | SELECT, INSERT, UPDATE | - | appeal_id of appeals
                outbox | SELECT, INSERT, UPDATE (published_at, failure) | INSERT | -
                quarantine | SELECT, INSERT | - | -
                students | SELECT, INSERT, UPDATE, DELETE | SELECT | student_id
                """);
        assertThat(rights.breaches()).isEmpty();
    }

    @Test
    void no_table_shows_a_students_rows_to_another_student() throws SQLException {
        assertThat(rights.tablesOpenToEveryStudent()).isEmpty();
    }
}
