package org.rollcall.notification;

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

    private static final JavaClasses SERVICE = productionClasses("org.rollcall.notification");

    @Test
    void the_life_of_an_email_is_told_without_any_library() {
        pure(15, "org.rollcall.notification.life..").check(SERVICE);
    }

    @Test
    void the_service_keeps_the_rules_of_the_suite() {
        noCyclesAmongPackages(40).check(SERVICE);
        everyPackageIsNullMarked(40).check(SERVICE);
        noAmbientTimeOrRandomness(40).check(SERVICE);
        noEmitters(40).check(SERVICE);
        noSleeping(10).check(testClasses("org.rollcall.notification"));
    }
}
