package dev.triggers.benchmark;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
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
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

import dev.triggers.annotation.Execute;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;

/**
 * A call through an idle group and a retry policy that does not fire, beside a direct
 * call, one through a proxy of Spring that does nothing, and one with Spring's own
 * annotations.
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
	@Param({ "direct", "spring-proxy", "spring-resilience", "triggers" })
	public String peer = "";

	private @Nullable ConfigurableApplicationContext context;

	private IntUnaryOperator target = IntUnaryOperator.identity();

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
		this.context = started;
		this.target = target(started);
	}

	private IntUnaryOperator target(ConfigurableApplicationContext context) {
		switch (this.peer) {
			case "spring-proxy" -> {
				Direct proxy = proxy();
				return proxy::call;
			}
			case "spring-resilience" -> {
				Resilient resilient = context.getBean(Resilient.class);
				return resilient::call;
			}
			case "triggers" -> {
				Limited limited = context.getBean(Limited.class);
				return limited::call;
			}
			default -> {
				Direct direct = new Direct();
				return direct::call;
			}
		}
	}

	private static Direct proxy() {
		ProxyFactory factory = new ProxyFactory(new Direct());
		factory.addAdvice((MethodInterceptor) MethodInvocation::proceed);
		return (Direct) factory.getProxy();
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
		return this.target.applyAsInt(this.number++);
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
	 * What is called through the annotations of Spring.
	 */
	static class Resilient {

		@ConcurrencyLimit(8)
		@Retryable(includes = IOException.class)
		int call(int number) {
			return number;
		}

	}

	/**
	 * The application.
	 */
	@EnableResilientMethods
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Limited limited() {
			return new Limited();
		}

		@Bean
		Resilient resilient() {
			return new Resilient();
		}

	}

}
