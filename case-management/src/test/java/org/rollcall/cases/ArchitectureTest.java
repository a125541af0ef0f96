package org.rollcall.cases;

import static org.rollcall.testkit.ArchitectureRules.everyPackageIsNullMarked;
import static org.rollcall.testkit.ArchitectureRules.noAmbientTimeOrRandomness;
import static org.rollcall.testkit.ArchitectureRules.noCyclesAmongPackages;
import static org.rollcall.testkit.ArchitectureRules.noEmitters;
import static org.rollcall.testkit.ArchitectureRules.noSleeping;
import static org.rollcall.testkit.ArchitectureRules.productionClasses;
import static org.rollcall.testkit.ArchitectureRules.pure;
import static org.rollcall.testkit.ArchitectureRules.testClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = productionClasses("org.rollcall.cases");

    @Test
    void the_life_of_a_case_is_told_without_any_library() {
        pure(20, "org.rollcall.cases.life..").check(SERVICE);
    }

    @Test
    void the_service_keeps_the_rules_of_the_suite() {
        noCyclesAmongPackages(50).check(SERVICE);
        everyPackageIsNullMarked(50).check(SERVICE);
        noAmbientTimeOrRandomness(50).check(SERVICE);
        noEmitters(50).check(SERVICE);
        noSleeping(10).check(testClasses("org.rollcall.cases"));
    }
}
