package org.rollcall.appeals;

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

    private static final JavaClasses SERVICE = productionClasses("org.rollcall.appeals");

    @Test
    void the_life_of_an_appeal_is_told_without_any_library() {
        pure(25, "org.rollcall.appeals.life..").check(SERVICE);
    }

    @Test
    void a_dossier_is_judged_without_any_library() {
        pure(20, "org.rollcall.appeals.dossier..").check(SERVICE);
    }

    @Test
    void the_service_keeps_the_rules_of_the_suite() {
        noCyclesAmongPackages(60).check(SERVICE);
        everyPackageIsNullMarked(60).check(SERVICE);
        noAmbientTimeOrRandomness(60).check(SERVICE);
        noEmitters(60).check(SERVICE);
        noSleeping(10).check(testClasses("org.rollcall.appeals"));
    }
}
