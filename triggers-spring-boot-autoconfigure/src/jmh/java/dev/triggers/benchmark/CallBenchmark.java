package dev.triggers.benchmark;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.annotation.Execute;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;

/**
 * A call through an idle group and a retry policy that does not fire, beside a direct
 * call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class CallBenchmark {

	/**
	 * What is called.
	 */
	@Param({ "direct", "triggers" })
	public String peer = "";

	private final Direct direct = new Direct();

	private @Nullable ConfigurableApplicationContext context;

	private Limited limited = new Limited();

	private int number;

	/**
	 * Start an application.
	 */
	@Setup
	public void prepare() {
		ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("logging.level.root=warn", "triggers.groups.idle.concurrent-calls=8",
					"triggers.retry.calm.rules[0].exceptions=java.io.IOException",
					"triggers.retry.calm.rules[0].wait.fixed=1s")
			.run();
		this.limited = started.getBean(Limited.class);
		this.context = started;
	}

	/**
	 * End the application.
	 */
	@TearDown
	public void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	/**
	 * Make the call.
	 * @return what it returns
	 */
	@Benchmark
	public int call() {
		return this.peer.equals("direct") ? this.direct.call(this.number++) : this.limited.call(this.number++);
	}

	/**
	 * What is called directly.
	 */
	static class Direct {

		int call(int number) {
			return number;
		}

	}

	/**
	 * What is called through its group.
	 */
	static class Limited {

		@Execute(groups = "idle", retry = "calm")
		int call(int number) {
			return number;
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Limited limited() {
			return new Limited();
		}

	}

}
