package dev.triggers;

import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Tests for the architecture: what may use what, and who owns time and state.
 */
class ArchitectureTests {

	private static final JavaClasses LIBRARY = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.triggers");

	private static final String[] SCHEDULE = { "dev.triggers.schedule..", "dev.triggers.element..",
			"dev.triggers.naming.." };

	private static final String[] DEFINITION = { "dev.triggers.definition..", "dev.triggers.work.." };

	private static final String[] API = { "dev.triggers", "dev.triggers.annotation..", "dev.triggers.execution..",
			"dev.triggers.firing..", "dev.triggers.call.." };

	private static final String[] CORE = { "dev.triggers.discovery..", "dev.triggers.engine..",
			"dev.triggers.registry..", "dev.triggers.history.." };

	private static final String[] EDGE = { "dev.triggers.metrics..", "dev.triggers.observation..",
			"dev.triggers.health..", "dev.triggers.actuate..", "dev.triggers.cache..", "dev.triggers.logging.." };

	private static final String[] WIRING = { "dev.triggers.autoconfigure.." };

	private static final String[] TESTING = { "dev.triggers.test.." };

	@Test
	void everyPackageBelongsToALayer() {
		String[] layers = Stream.of(SCHEDULE, DEFINITION, API, CORE, EDGE, WIRING, TESTING)
			.flatMap(Arrays::stream)
			.toArray(String[]::new);
		check(ArchRuleDefinition.classes()
			.should()
			.resideInAnyPackage(layers)
			.because("a new package needs a place in the picture of CONTRIBUTING.md"));
	}

	@Test
	void layersUseLowerLayersOnly() {
		check(Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.withOptionalLayers(true)
			.layer("schedule")
			.definedBy(SCHEDULE)
			.layer("definition")
			.definedBy(DEFINITION)
			.layer("API")
			.definedBy(API)
			.layer("core")
			.definedBy(CORE)
			.layer("edge")
			.definedBy(EDGE)
			.layer("wiring")
			.definedBy(WIRING)
			.layer("testing")
			.definedBy(TESTING)
			.whereLayer("testing")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("wiring")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("edge")
			.mayOnlyBeAccessedByLayers("wiring")
			.whereLayer("core")
			.mayOnlyBeAccessedByLayers("wiring", "testing")
			.whereLayer("API")
			.mayOnlyBeAccessedByLayers("core", "edge", "wiring", "testing")
			.whereLayer("definition")
			.mayOnlyBeAccessedByLayers("API", "core", "edge", "wiring", "testing"));
	}

	@Test
	void packagesHaveNoCycles() {
		check(SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles());
	}

	@Test
	void packagesAreNullMarked() {
		check(ArchRuleDefinition.classes().should(beInANullMarkedPackage()));
	}

	@Test
	void onlyDiscoveryKnowsCronTrigger() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("dev.triggers.annotation..", "dev.triggers.discovery..")
			.should()
			.dependOnClassesThat()
			.haveNameMatching("dev\\.triggers\\.annotation\\.CronTriggers?(\\$.*)?")
			.because("Spring and Quartz have a class of that name; everything else says CronSchedule"));
	}

	@Test
	void onlyTheEngineReadsTheClock() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("dev.triggers.engine..", "dev.triggers.autoconfigure..")
			.should()
			.accessTargetWhere(that("reads a clock or sleeps", ArchitectureTests::readsClockOrSleeps))
			.because("time is an argument"));
	}

	@Test
	void onlyTestingKnowsLibrariesOfTests() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(TESTING)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.test..", "org.springframework.boot.test..", "org.assertj..",
					"org.junit..")
			.because("applications have them in their tests only"));
	}

	@Test
	void nobodyWritesToTheConsole() {
		check(ArchRuleDefinition.noClasses()
			.should()
			.accessTargetWhere(that("writes to the console", ArchitectureTests::writesToConsole)));
	}

	@Test
	void staticFieldsAreFinal() {
		check(ArchRuleDefinition.fields().that().areStatic().should().beFinal());
	}

	@Test
	void staticFieldsHoldNoState() {
		check(ArchRuleDefinition.noFields().that().areStatic().should().haveRawType(canHoldState()));
	}

	@Test
	void methodsAreNotSynchronized() {
		check(ArchRuleDefinition.noMethods()
			.should()
			.haveModifier(JavaModifier.SYNCHRONIZED)
			.because("synchronized pins the carrier of a virtual thread up to JDK 23"));
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		check(ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.or()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.beAnnotatedWith(AutoConfiguration.class)
			.andShould()
			.resideInAnyPackage(WIRING));
	}

	@Test
	void autoConfigurationsHaveNoPublicMembers() {
		check(ArchRuleDefinition.members()
			.that()
			.areDeclaredInClassesThat()
			.areMetaAnnotatedWith(Configuration.class)
			.and(areNotDefaultConstructors())
			.should()
			.notBePublic());
	}

	@Test
	void nestedConfigurationsAreNotPublic() {
		check(ArchRuleDefinition.classes()
			.that()
			.areNestedClasses()
			.and()
			.areMetaAnnotatedWith(Configuration.class)
			.should()
			.notBePublic());
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(LIBRARY);
	}

	private static boolean readsClockOrSleeps(JavaAccess<?> access) {
		String name = access.getTarget().getName();
		return switch (access.getTargetOwner().getName()) {
			case "java.lang.System" -> Set.of("currentTimeMillis", "nanoTime").contains(name);
			case "java.lang.Thread", "java.util.concurrent.TimeUnit" -> name.equals("sleep");
			case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system") || name.startsWith("tick");
			default -> access.getTargetOwner().getPackageName().startsWith("java.time") && name.equals("now");
		};
	}

	private static boolean writesToConsole(JavaAccess<?> access) {
		String name = access.getTarget().getName();
		return (access.getTargetOwner().isEquivalentTo(System.class) && Set.of("out", "err").contains(name))
				|| (access.getTargetOwner().isAssignableTo(Throwable.class) && name.equals("printStackTrace"));
	}

	private static DescribedPredicate<JavaClass> canHoldState() {
		return DescribedPredicate.describe("of a kind that can hold state",
				(type) -> type.isAssignableTo(ThreadLocal.class) || type.isAssignableTo(Clock.class)
						|| (type.getPackageName().startsWith("java.util.concurrent") && !type.isEnum()));
	}

	private static DescribedPredicate<JavaMember> areNotDefaultConstructors() {
		return DescribedPredicate.describe("are not default constructors",
				(member) -> !(member instanceof JavaConstructor constructor)
						|| !constructor.getRawParameterTypes().isEmpty());
	}

	private static DescribedPredicate<JavaAccess<?>> that(String description, Predicate<JavaAccess<?>> predicate) {
		return DescribedPredicate.describe(description, predicate);
	}

	private static ArchCondition<JavaClass> beInANullMarkedPackage() {
		return new ArchCondition<>("be in a package with @NullMarked on its package-info.java") {

			@Override
			public void check(JavaClass item, ConditionEvents events) {
				boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
				events.add(new SimpleConditionEvent(item, marked, item.getName()));
			}

		};
	}

}
