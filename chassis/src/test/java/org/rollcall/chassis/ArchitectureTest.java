package org.rollcall.chassis;

import static org.rollcall.testkit.ArchitectureRules.everyPackageIsNullMarked;
import static org.rollcall.testkit.ArchitectureRules.noAmbientTimeOrRandomness;
import static org.rollcall.testkit.ArchitectureRules.noCyclesAmongPackages;
import static org.rollcall.testkit.ArchitectureRules.noEmitters;
import static org.rollcall.testkit.ArchitectureRules.noSleeping;
import static org.rollcall.testkit.ArchitectureRules.productionClasses;
import static org.rollcall.testkit.ArchitectureRules.testClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.time.ClockProducer;

class ArchitectureTest {

    private static final JavaClasses PRODUCTION = productionClasses("org.rollcall.chassis");

    @Test
    void packages_have_no_cycles() {
        noCyclesAmongPackages(30).check(PRODUCTION);
    }

    @Test
    void every_package_is_null_marked() {
        everyPackageIsNullMarked(30).check(PRODUCTION);
    }

    @Test
    void time_comes_from_the_clock_and_ids_from_one_place() {
        noAmbientTimeOrRandomness(30, ClockProducer.class, Ids.class).check(PRODUCTION);
    }

    @Test
    void nothing_is_sent_to_kafka_past_the_outbox() {
        noEmitters(30).check(PRODUCTION);
    }

    @Test
    void no_test_sleeps_a_race_away() {
        noSleeping(5).check(testClasses("org.rollcall.chassis"));
    }
}
