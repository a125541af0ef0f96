package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.testkit.ArchitectureRules.everyPackageIsNullMarked;
import static org.rollcall.testkit.ArchitectureRules.noAmbientTimeOrRandomness;
import static org.rollcall.testkit.ArchitectureRules.noCyclesAmongPackages;
import static org.rollcall.testkit.ArchitectureRules.noEmitters;
import static org.rollcall.testkit.ArchitectureRules.noSleeping;
import static org.rollcall.testkit.ArchitectureRules.productionClasses;
import static org.rollcall.testkit.ArchitectureRules.pure;
import static org.rollcall.testkit.ArchitectureRules.testClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureRulesTest {

    private static final JavaClasses OURS = productionClasses("org.rollcall.testkit");

    @Test
    void the_testkit_keeps_the_rules_itself() {
        everyPackageIsNullMarked(10).check(OURS);
        noCyclesAmongPackages(10).check(OURS);
        noEmitters(10).check(OURS);
        noAmbientTimeOrRandomness(10, KafkaSecurity.class).check(OURS);
        noSleeping(5).check(testClasses("org.rollcall.testkit"));
    }

    @Test
    void the_contracts_know_annotations_of_jackson_and_nothing_else() {
        pure(30, "org.rollcall.contracts..", "com.fasterxml.jackson.annotation..")
                .check(productionClasses("org.rollcall.contracts"));
    }

    @Test
    void a_rule_that_finds_too_few_classes_fails() {
        assertThatThrownBy(() -> noEmitters(1000).check(OURS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("be 1000 at least");
        assertThatThrownBy(() -> pure(1, "org.rollcall.renamed..").check(OURS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("be 1 at least");
    }

    @Test
    void a_core_that_uses_a_library_is_not_pure() {
        assertThatThrownBy(() -> pure(10, "org.rollcall.testkit..").check(OURS)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Now.class, Today.class, MethodReference.class, SystemClock.class, RandomId.class})
    void ambient_time_and_randomness_are_found(Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);
        assertThatThrownBy(() -> noAmbientTimeOrRandomness(1).check(classes)).isInstanceOf(AssertionError.class);
    }

    @Test
    void time_that_is_given_is_no_ambient_time() {
        noAmbientTimeOrRandomness(1).check(new ClassFileImporter().importClasses(GivenTime.class));
    }

    static final class Now {
        Instant time() {
            return Instant.now();
        }
    }

    static final class Today {
        LocalDate time() {
            return LocalDate.now(ZoneId.of("Europe/London"));
        }
    }

    static final class MethodReference {
        Supplier<Instant> time() {
            return Instant::now;
        }
    }

    static final class SystemClock {
        InstantSource time() {
            return InstantSource.system();
        }
    }

    static final class RandomId {
        UUID id() {
            return UUID.randomUUID();
        }
    }

    static final class GivenTime {
        LocalDate time(Clock clock) {
            return LocalDate.now(clock);
        }
    }
}
