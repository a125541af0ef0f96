package org.rollcall.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the architecture that a machine can hold. Each is told how many classes it has to find at least, so that
 * none passes because a package was renamed and nothing was looked at.
 */
public final class ArchitectureRules {

    private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.time.InstantSource");

    private ArchitectureRules() {}

    /** The classes below the package, without tests. */
    public static JavaClasses productionClasses(String rootPackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
    }

    /** The tests below the package. */
    public static JavaClasses testClasses(String rootPackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages(rootPackage);
    }

    /** These packages (such as {@code org.rollcall.engagement.policy..}) know the JDK, JSpecify and each other only. */
    public static ArchRule pure(int atLeast, String... packages) {
        String[] allowed = Stream.concat(Stream.of("java..", "org.jspecify.."), Stream.of(packages))
                .toArray(String[]::new);
        return rule(
                atLeast,
                resideInAnyPackage(packages),
                classes()
                        .that(resideInAnyPackage(packages))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(allowed)
                        .because("a core that touches nothing else can be read and tested alone"));
    }

    /** No two packages need each other, directly or by others. */
    public static ArchRule noCyclesAmongPackages(int atLeast) {
        return rule(
                atLeast,
                anyClass(),
                slices().assignedFrom(onePerPackage()).should().beFreeOfCycles());
    }

    /** Every package says {@link NullMarked}: what may be null is annotated. */
    public static ArchRule everyPackageIsNullMarked(int atLeast) {
        return rule(atLeast, anyClass(), classes().should(new ArchCondition<>("be in a package with @NullMarked") {
            @Override
            public void check(JavaClass checked, ConditionEvents events) {
                if (!checked.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(checked, checked.getName() + " is not"));
                }
            }
        }));
    }

    /** Time and randomness are given to the code; only the named classes may look for them themselves. */
    public static ArchRule noAmbientTimeOrRandomness(int atLeast, Class<?>... except) {
        Set<String> allowed = Stream.of(except).map(Class::getName).collect(Collectors.toSet());
        DescribedPredicate<JavaClass> bound = DescribedPredicate.describe(
                "are not the source of time or randomness",
                checked -> !allowed.contains(checked.getName().replaceFirst("\\$.*", "")));
        return rule(
                atLeast,
                bound,
                noClasses()
                        .that(bound)
                        .should()
                        .accessTargetWhere(DescribedPredicate.describe(
                                "is the clock of the machine or a source of randomness",
                                ArchitectureRules::isAmbient)));
    }

    /** An Emitter inside a transaction loses messages now and then; what leaves goes through the outbox. */
    public static ArchRule noEmitters(int atLeast) {
        return rule(
                atLeast,
                anyClass(),
                noFields()
                        .should()
                        .haveRawType(DescribedPredicate.describe(
                                "an Emitter", type -> type.getSimpleName().endsWith("Emitter"))));
    }

    /** A test waits for what it needs, never for time to pass. */
    public static ArchRule noSleeping(int atLeast) {
        return rule(
                atLeast,
                anyClass(),
                noClasses()
                        .should()
                        .accessTargetWhere(DescribedPredicate.describe("sleeps", ArchitectureRules::isSleep)));
    }

    private static ArchRule rule(int atLeast, DescribedPredicate<JavaClass> which, ArchRule rule) {
        ArchRule enough = classes().that(which).should(new ArchCondition<>("be " + atLeast + " at least") {
            private int count;

            @Override
            public void check(JavaClass found, ConditionEvents events) {
                count++;
            }

            @Override
            public void finish(ConditionEvents events) {
                if (count < atLeast) {
                    events.add(SimpleConditionEvent.violated(which, "only " + count + " were found"));
                }
            }
        });
        return CompositeArchRule.of(List.of(enough.allowEmptyShould(true), rule.allowEmptyShould(true)));
    }

    private static DescribedPredicate<JavaClass> anyClass() {
        return DescribedPredicate.alwaysTrue();
    }

    private static SliceAssignment onePerPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass member) {
                return SliceIdentifier.of(member.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (name) {
            case "now" -> owner.startsWith("java.time.") && !hasClock(target);
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "randomUUID" -> owner.equals("java.util.UUID");
            case "random" -> owner.equals("java.lang.Math");
            case "current" -> owner.equals("java.util.concurrent.ThreadLocalRandom");
            case "<init>" ->
                owner.equals("java.security.SecureRandom")
                        || (Set.of("java.util.Date", "java.util.Random").contains(owner) && hasNoParameters(target));
            default -> CLOCKS.contains(owner) && (name.startsWith("system") || name.startsWith("tick"));
        };
    }

    private static boolean isSleep(JavaAccess<?> access) {
        String owner = access.getTarget().getOwner().getName();
        return access.getTarget().getName().equals("sleep")
                && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit").contains(owner);
    }

    private static boolean hasClock(AccessTarget target) {
        return parameters(target).anyMatch(CLOCKS::contains);
    }

    private static boolean hasNoParameters(AccessTarget target) {
        return parameters(target).findAny().isEmpty();
    }

    private static Stream<String> parameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget code
                ? code.getRawParameterTypes().stream().map(JavaClass::getName)
                : Stream.empty();
    }
}
