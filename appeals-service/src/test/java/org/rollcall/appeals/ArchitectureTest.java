package org.rollcall.appeals;

import static org.rollcall.testkit.ArchitectureRules.everyPackageIsNullMarked;
import static org.rollcall.testkit.ArchitectureRules.noAmbientTimeOrRandomness;
import static org.rollcall.testkit.ArchitectureRules.noCyclesAmongPackages;
import static org.rollcall.testkit.ArchitectureRules.noEmitters;
import static org.rollcall.testkit.ArchitectureRules.noSleeping;
import static org.rollcall.testkit.ArchitectureRules.productionClasses;
import static org.rollcall.testkit.ArchitectureRules.testClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = productionClasses("org.rollcall.appeals");

    /** One class is little to hold the rules against; each next one is held against them. */
    @Test
    void the_service_keeps_the_rules_of_the_suite() {
        noCyclesAmongPackages(1).check(SERVICE);
        everyPackageIsNullMarked(1).check(SERVICE);
        noAmbientTimeOrRandomness(1).check(SERVICE);
        noEmitters(1).check(SERVICE);
        noSleeping(2).check(testClasses("org.rollcall.appeals"));
    }
}
