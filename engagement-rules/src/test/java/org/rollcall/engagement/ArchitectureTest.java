package org.rollcall.engagement;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.ArchitectureRules;

class ArchitectureTest {

    private static final String ROOT = "org.rollcall.engagement";
    private static final JavaClasses SERVICE = ArchitectureRules.productionClasses(ROOT);

    @Test
    void weeks_are_assessed_by_a_pure_core() {
        ArchitectureRules.pure(25, ROOT + ".assessment", ROOT + ".policy").check(SERVICE);
    }

    @Test
    void no_two_packages_need_each_other() {
        ArchitectureRules.noCyclesAmongPackages(60).check(SERVICE);
    }

    @Test
    void every_package_says_what_may_be_null() {
        ArchitectureRules.everyPackageIsNullMarked(60).check(SERVICE);
    }

    @Test
    void time_and_ids_are_given() {
        ArchitectureRules.noAmbientTimeOrRandomness(60).check(SERVICE);
    }

    @Test
    void nothing_is_sent_from_inside_a_transaction() {
        ArchitectureRules.noEmitters(60).check(SERVICE);
    }

    @Test
    void no_test_waits_for_time_to_pass() {
        ArchitectureRules.noSleeping(10).check(ArchitectureRules.testClasses(ROOT));
    }
}
