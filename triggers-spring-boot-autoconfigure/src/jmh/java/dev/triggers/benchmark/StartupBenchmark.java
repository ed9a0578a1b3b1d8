package dev.triggers.benchmark;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;

/**
 * Start of an application with beans of as many classes, each with ten methods: plain
 * ones with and without the starter, and with one annotation each. Each start is the
 * first one of its JVM, as those of users are.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(8)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class StartupBenchmark {

	private static final int METHODS = 10;

	/**
	 * What the beans are.
	 */
	@Param({ "plain-without-starter", "plain", "scheduled", "triggers" })
	public String peer = "";

	/**
	 * Number of beans: with few it is what the application itself takes.
	 */
	@Param({ "10", "1000" })
	public int beans;

	private final List<Class<?>> classes = new ArrayList<>();

	private Class<?> configuration = Plain.class;

	/**
	 * Write the classes.
	 */
	@Setup
	public void prepare() {
		AnnotationDescription annotation = switch (this.peer) {
			case "scheduled" -> with(Scheduled.class, "0 0 3 * * *");
			case "triggers" -> with(CronTrigger.class, "0 3 * * *");
			default -> null;
		};
		for (int index = 0; index < this.beans; index++) {
			this.classes.add(write("dev.triggers.benchmark.Bean" + index, annotation));
		}
		this.configuration = switch (this.peer) {
			case "plain-without-starter" -> Plain.class;
			case "scheduled" -> WithScheduling.class;
			default -> WithStarter.class;
		};
	}

	private static AnnotationDescription with(Class<? extends Annotation> annotation, String cron) {
		return AnnotationDescription.Builder.ofType(annotation).define("cron", cron).build();
	}

	private static Class<?> write(String name, AnnotationDescription annotation) {
		DynamicType.Builder<Object> type = new ByteBuddy().subclass(Object.class).name(name);
		for (int method = 0; method < METHODS; method++) {
			DynamicType.Builder.MethodDefinition<Object> defined = type
				.defineMethod("method" + method, void.class, Visibility.PUBLIC)
				.intercept(StubMethod.INSTANCE);
			type = (method == 0 && annotation != null) ? defined.annotateMethod(annotation) : defined;
		}
		return type.make()
			.load(StartupBenchmark.class.getClassLoader(), ClassLoadingStrategy.Default.INJECTION)
			.getLoaded();
	}

	/**
	 * Start and stop.
	 */
	@Benchmark
	public void start() {
		Class<?>[] sources = this.classes.toArray(new Class<?>[0]);
		new SpringApplicationBuilder(this.configuration).sources(sources)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("logging.level.root=warn", "triggers.on-startup=false")
			.run()
			.close();
	}

	/**
	 * Application without the starter.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	/**
	 * Application with the scheduling of Spring.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class WithScheduling {

	}

	/**
	 * Application with the starter.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class WithStarter {

	}

}
