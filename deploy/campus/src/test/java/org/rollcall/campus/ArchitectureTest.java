package org.rollcall.campus;

import static org.rollcall.testkit.ArchitectureRules.everyPackageIsNullMarked;
import static org.rollcall.testkit.ArchitectureRules.noAmbientTimeOrRandomness;
import static org.rollcall.testkit.ArchitectureRules.productionClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses PRODUCTION = productionClasses("org.rollcall.campus");

    @Test
    void every_package_is_null_marked() {
        everyPackageIsNullMarked(20).check(PRODUCTION);
    }

    @Test
    void chance_comes_from_the_seed_and_time_from_the_calendar() {
        noAmbientTimeOrRandomness(20).check(PRODUCTION);
    }
}
