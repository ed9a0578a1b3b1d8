package dev.triggers.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the triggers of a test's application context into virtual time: none fires by
 * itself, and a {@link TriggerTester}, which is a bean to inject, lets time pass.
 * <p>
 * Goes on any test class that has an application context, beside
 * {@code &#64;SpringBootTest}, {@code &#64;SpringJUnitConfig} or
 * {@code &#64;ContextConfiguration}; also on one of its superclasses, interfaces or
 * enclosing classes, or on an annotation of your own.
 * <p>
 * Triggers start as usual, but execute only while the test lets time pass, or fires them.
 * Scheduler, executor and clock of the triggers are replaced, also those that a trigger
 * names with {@code scheduler}; whatever else the application schedules is not touched.
 * Triggers that name no zone are in UTC unless {@code triggers.zone} says otherwise, so
 * that a test does the same on every machine.
 * <p>
 * Each test method begins at {@link #start()}, with the triggers as they were when the
 * application had started. After it all of them are cancelled. Contexts of tests with
 * equal annotations are shared as usual, and never with tests without it.
 *
 * @since 1.0.0
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TriggersTest {

	/**
	 * Time at which each test method begins, as in {@code 2026-03-28T12:00:00Z} or
	 * {@code 2026-03-28T13:00:00+01:00}.
	 * @return the time
	 */
	String start() default "2026-01-01T00:00:00Z";

	/**
	 * Longest real time to wait for results that the application completes on threads of
	 * its own, as in {@code 10s} or {@code PT1M}.
	 * @return the duration
	 */
	String timeout() default "10s";

}
