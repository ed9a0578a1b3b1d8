package dev.triggers.test;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.InputStreamSource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.aot.TestContextAotGenerator;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggersTestContextCustomizer} ahead of time, and for applications
 * that have no libraries for tests.
 */
class TriggersTestContextCustomizerTests {

	@Test
	void virtualTimeIsGeneratedAheadOfTime() throws IOException {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(Booted.class));
		StringBuilder sources = new StringBuilder();
		for (InputStreamSource file : files.getGeneratedFiles(Kind.SOURCE).values()) {
			sources.append(new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		assertThat(sources).contains("VirtualTime(", "VirtualTaskScheduler(", "VirtualTriggerEngine(",
				"TriggerTester(");
	}

	@Test
	void applicationNeedsNoLibrariesForTests() throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		try (URLClassLoader without = new URLClassLoader(libraries(), ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(without);
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> without.loadClass("org.assertj.core.api.Assertions"));
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> without.loadClass(TestContext.class.getName()));
			Callable<?> application = (Callable<?>) BeanUtils.instantiateClass(without.loadClass(Bare.class.getName()));
			assertThat(application.call()).isEqualTo("jobs.poll WAITING");
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	private static URL[] libraries() throws IOException {
		List<URL> libraries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			String name = new File(entry).getName();
			if (!name
				.matches("(spring-test|spring-boot-test|assertj|junit|mockito|byte-buddy|awaitility|surefire).*")) {
				libraries.add(new File(entry).toURI().toURL());
			}
		}
		return libraries.toArray(URL[]::new);
	}

	@ContextConfiguration(classes = Application.class)
	@TriggersTest
	static class Booted {

	}

	/**
	 * Starts the application.
	 */
	static class Bare implements Callable<String> {

		@Override
		public String call() {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			try (ConfigurableApplicationContext context = application.run("--logging.level.root=off")) {
				TriggerHandle trigger = context.getBean(Triggers.class).get("jobs.poll");
				return trigger.name() + " " + trigger.state();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

	}

	/**
	 * Triggers of the application.
	 */
	static class Jobs {

		@IntervalTrigger(value = "10m", onStartup = "false")
		void poll() {
		}

	}

}
