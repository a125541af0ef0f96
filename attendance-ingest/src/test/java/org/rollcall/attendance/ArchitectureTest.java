package org.rollcall.attendance;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.ArchitectureRules;

class ArchitectureTest {

    private static final String ROOT = "org.rollcall.attendance";
    private static final JavaClasses SERVICE = ArchitectureRules.productionClasses(ROOT);

    @Test
    void the_status_is_decided_by_a_pure_core() {
        ArchitectureRules.pure(8, ROOT + ".status..").check(SERVICE);
    }

    @Test
    void no_two_packages_need_each_other() {
        ArchitectureRules.noCyclesAmongPackages(40).check(SERVICE);
    }

    @Test
    void every_package_says_what_may_be_null() {
        ArchitectureRules.everyPackageIsNullMarked(40).check(SERVICE);
    }

    @Test
    void time_and_ids_are_given() {
        ArchitectureRules.noAmbientTimeOrRandomness(40).check(SERVICE);
    }

    @Test
    void nothing_is_sent_from_inside_a_transaction() {
        ArchitectureRules.noEmitters(40).check(SERVICE);
    }

    @Test
    void no_test_waits_for_time_to_pass() {
        ArchitectureRules.noSleeping(5).check(ArchitectureRules.testClasses(ROOT));
    }
}
