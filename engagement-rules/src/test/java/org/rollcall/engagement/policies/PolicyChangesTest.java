package org.rollcall.engagement.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_POLICY;
import static org.rollcall.engagement.policy.PolicyFixtures.version;
import static org.rollcall.engagement.policy.PolicyFixtures.withMinimumShare;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.engagement.University;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class PolicyChangesTest {

    private static final Policies BEFORE = Policies.of(DEFAULT_POLICY);

    /** Under the same name: whoever edits a file may forget to give it a new version. */
    private static final Policies EDITED =
            Policies.of(version(DEFAULT_POLICY.version(), DEFAULT_POLICY.inForceFrom(), withMinimumShare(80)));

    @Inject
    InstantSource clock;

    @Inject
    PolicyChanges changes;

    @Inject
    DueStudents due;

    private University university;

    @BeforeEach
    void a_week_has_closed() {
        university = new University(clock);
        changes.notice(BEFORE);
        university.enrols("S2000001", "S2000002");
        university.misses("S2000001", 1);
        university.misses("S2000002", 1);
        university.livesUntil(closeOf(1));
    }

    @AfterEach
    void end() {
        university.close();
    }

    @Test
    void a_start_with_the_same_policies_assesses_nobody_anew() {
        changes.notice(BEFORE);

        assertThat(due.count()).isZero();
    }

    @Test
    void a_start_with_an_edited_policy_assesses_everybody_anew_and_the_next_start_does_not() {
        changes.notice(EDITED);
        assertThat(due.count()).isEqualTo(2);
        university.livesUntil(closeOf(1));

        changes.notice(EDITED);

        assertThat(due.count()).isZero();
    }

    @Test
    void going_back_to_the_policies_before_is_a_change_too_and_all_of_it_is_kept() {
        changes.notice(EDITED);
        changes.notice(BEFORE);

        assertThat(university.rows("SELECT policies -> 0 -> 'rules' ->> 'minimumSharePercent' FROM policies_in_force"
                        + " ORDER BY number"))
                .containsExactly("0", "80", "0");
    }
}
