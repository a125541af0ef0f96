package org.rollcall.local;

import static org.rollcall.testkit.ArchitectureRules.everyPackageIsNullMarked;
import static org.rollcall.testkit.ArchitectureRules.noAmbientTimeOrRandomness;
import static org.rollcall.testkit.ArchitectureRules.noSleeping;
import static org.rollcall.testkit.ArchitectureRules.productionClasses;
import static org.rollcall.testkit.ArchitectureRules.testClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses COMMANDS = productionClasses("org.rollcall.local");

    @Test
    void every_package_says_what_may_be_null() {
        everyPackageIsNullMarked(20).check(COMMANDS);
    }

    @Test
    void the_commands_live_by_the_clocks_of_the_services_alone() {
        noAmbientTimeOrRandomness(20).check(COMMANDS);
    }

    @Test
    void no_test_sleeps() {
        noSleeping(5).check(testClasses("org.rollcall.local"));
    }
}
