package dev.triggers.discovery.hook;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.Order;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.TriggerDiscovery;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;
import dev.triggers.work.TriggerHook;
import dev.triggers.work.TriggerHooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link HookBinder} and the hooks that discovery gives to triggers.
 */
class HookBinderTests {

	private final Recorder recorder = new Recorder();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean("recorder", Recorder.class, () -> this.recorder);

	private static List<String> before(BeanFactory context, String trigger) {
		return names(context.getBean(Collected.class).get(trigger).work().hooks().before());
	}

	private static List<String> after(BeanFactory context, String trigger) {
		return names(context.getBean(Collected.class).get(trigger).work().hooks().after());
	}

	private static List<String> names(List<TriggerHook> hooks) {
		return hooks.stream().map((hook) -> hook.describe().replaceAll(".*[$.]\\d*(\\w+\\.\\w+)\\(.*", "$1")).toList();
	}

	@Test
	void triggerWithoutHooksHasNone() {
		this.runner.withBean("wars", Wars.class)
			.run((context) -> assertThat(context.getBean(Collected.class).get("wars.refresh").work().hooks())
				.isSameAs(TriggerHooks.NONE));
	}

	@Test
	void namelessHookIsForTheOnlyTriggerOfItsBean() {
		this.runner.withBean("wars", Wars.class).withBean("clans", Clans.class).run((context) -> {
			assertThat(before(context, "clans.sync")).containsExactly("Clans.prepare");
			assertThat(after(context, "clans.sync")).containsExactly("Clans.cleanUp");
			assertThat(before(context, "wars.refresh")).isEmpty();
		});
	}

	@Test
	void triggersAreNamedInFullOrInsideTheirBeanByTheMethod() {
		record Raids(Recorder recorder) {

			@IntervalTrigger("10s")
			void one() {
			}

			@IntervalTrigger(every = "10s", name = "second")
			void two() {
			}

			@IntervalTrigger("10s")
			void three() {
			}

			@BeforeTrigger({ "one", "two", "${app.trigger}" })
			void prepare() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.withBean("raids", Raids.class)
			.withPropertyValues("app.trigger=wars.refresh")
			.run((context) -> {
				assertThat(before(context, "raids.one")).containsExactly("Raids.prepare");
				assertThat(before(context, "second")).containsExactly("Raids.prepare");
				assertThat(before(context, "wars.refresh")).containsExactly("Raids.prepare");
				assertThat(before(context, "raids.three")).isEmpty();
			});
	}

	@Test
	void allTriggersOfAMethodHaveItsHooks() {
		record Raids() {

			@IntervalTrigger(every = "10s", name = "often")
			@IntervalTrigger(every = "1h", name = "seldom")
			void plan() {
			}

			@AfterTrigger("plan")
			void cleanUp() {
			}

		}
		this.runner.withBean("raids", Raids.class).run((context) -> {
			assertThat(after(context, "often")).containsExactly("Raids.cleanUp");
			assertThat(after(context, "seldom")).containsExactly("Raids.cleanUp");
		});
	}

	@Test
	void hooksAreOrderedByTheirBeansThenByRegistrationThenByName() {
		record Second() {

			@BeforeTrigger("wars.refresh")
			void b() {
			}

			@BeforeTrigger("wars.refresh")
			void a() {
			}

		}
		record Third() {

			@BeforeTrigger("wars.refresh")
			void a() {
			}

		}
		@Order(1)
		record First() {

			@BeforeTrigger("wars.refresh")
			void z() {
			}

		}
		this.runner.withBean("z", Second.class)
			.withBean("a", Third.class)
			.withBean("first", First.class)
			.withBean("wars", Wars.class)
			.run((context) -> assertThat(before(context, "wars.refresh")).containsExactly("First.z", "Second.a",
					"Second.b", "Third.a"));
	}

	@Test
	void composedAnnotationIsAHook() {
		record Locks() {

			@Locked(trigger = "wars.refresh")
			void lock() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.withBean("locks", Locks.class)
			.run((context) -> assertThat(before(context, "wars.refresh")).containsExactly("Locks.lock"));
	}

	@Test
	void hooksOfInterfacesAndSuperclassesAreFound() {
		this.runner.withBean("special", SpecialClans.class).run((context) -> {
			assertThat(before(context, "special.sync")).containsExactly("SpecialClans.prepare");
			assertThat(after(context, "special.sync")).containsExactly("SpecialClans.cleanUp", "SpecialClans.close",
					"SpecialClans.flush");
		});
	}

	@Test
	void methodThatNamesATriggerTwiceIsOneHook() {
		record Raids() {

			@IntervalTrigger("10s")
			void plan() {
			}

			@AfterTrigger({ "plan", "raids.plan" })
			void cleanUp() {
			}

		}
		this.runner.withBean("raids", Raids.class)
			.run((context) -> assertThat(after(context, "raids.plan")).containsExactly("Raids.cleanUp"));
	}

	@Test
	void methodMayBeBothHooks() {
		record Raids() {

			@IntervalTrigger("10s")
			void plan() {
			}

			@BeforeTrigger
			@AfterTrigger
			void reset() {
			}

		}
		this.runner.withBean("raids", Raids.class).run((context) -> {
			assertThat(before(context, "raids.plan")).containsExactly("Raids.reset");
			assertThat(after(context, "raids.plan")).containsExactly("Raids.reset");
		});
	}

	@Test
	void hookGetsTheHandleOfItsTrigger() {
		record Raids(Recorder recorder) {

			@IntervalTrigger("10s")
			void one() {
			}

			@IntervalTrigger("10s")
			void two() {
			}

			@BeforeTrigger({ "one", "two" })
			String prepare(TriggerHandle trigger) {
				this.recorder.handles.add(trigger);
				return "prepared";
			}

		}
		Triggers triggers = mock(Triggers.class);
		TriggerHandle one = mock(TriggerHandle.class);
		TriggerHandle two = mock(TriggerHandle.class);
		given(triggers.get("raids.one")).willReturn(one);
		given(triggers.get("raids.two")).willReturn(two);
		this.runner.withBean("raids", Raids.class)
			.withBean(Triggers.class, () -> triggers, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(call(context, "raids.one")).isEqualTo("prepared");
				call(context, "raids.two");
				assertThat(this.recorder.handles).containsExactly(one, two);
			});
	}

	@Test
	void hookIsCalledThroughTheProxyOfItsBean() {
		this.runner.withBean("clans", Clans.class)
			.withBean(Interceptor.class, () -> new Interceptor(this.recorder))
			.run((context) -> {
				call(context, "clans.sync");
				assertThat(this.recorder.lines).containsExactly("intercepted", "prepared");
			});
	}

	@Test
	void exceptionOfTheMethodIsNotWrapped() {
		record Raids() {

			@IntervalTrigger("10s")
			void plan() {
			}

			@BeforeTrigger
			private void prepare() throws IOException {
				throw new IOException("x");
			}

		}
		this.runner.withBean("raids", Raids.class)
			.run((context) -> assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> call(context, "raids.plan")));
	}

	@Test
	void lazyBeanIsCreatedByTheFirstCallOfItsHook() {
		this.runner.withBean("wars", Wars.class)
			.withBean("hooks", OtherHooks.class, () -> new OtherHooks(this.recorder),
					(definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(before(context, "wars.refresh")).containsExactly("OtherHooks.prepare");
				assertThat(context.getBeanFactory().containsSingleton("hooks")).isFalse();
				call(context, "wars.refresh");
				call(context, "wars.refresh");
				assertThat(this.recorder.lines).containsExactly("other", "other");
			});
	}

	@Test
	void hookOfDisabledTriggerIsNoError() {
		this.runner.withBean("wars", Wars.class)
			.withBean("hooks", OtherHooks.class)
			.withPropertyValues("triggers.instances.wars.refresh.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void hooksOfSpecsAreCalledBeforeMethods() {
		this.runner.withBean("spec", TriggerSpec.class, () -> spec("wars.refresh"))
			.withBean("hooks", OtherHooks.class)
			.run((context) -> {
				TriggerHooks hooks = context.getBean(Collected.class).get("wars.refresh").work().hooks();
				for (TriggerHook hook : hooks.before()) {
					hook.call();
				}
				assertThat(this.recorder.lines).containsExactly("spec", "other");
				assertThat(hooks.after()).extracting(TriggerHook::describe)
					.containsExactly(HookBinderTests.class.getName() + " (lambda)");
			});
	}

	@Test
	void specThatIsRegisteredAgainHasTheMethodsThatNameIt() {
		this.runner.withBean("spec", TriggerSpec.class, () -> spec("wars.refresh"))
			.withBean("hooks", OtherHooks.class)
			.run((context) -> {
				Collected collected = context.getBean(Collected.class);
				collected.remove("wars.refresh");
				collected.accept(context.getBean(TriggerDiscovery.class).define(spec("wars.refresh")));
				assertThat(before(context, "wars.refresh")).hasSize(2).last().isEqualTo("OtherHooks.prepare");
			});
	}

	@Test
	void beanThatIsCreatedLaterBringsHooksForItsOwnTriggers() {
		this.runner.run((context) -> {
			GenericApplicationContext application = (GenericApplicationContext) context.getSourceApplicationContext();
			application.registerBean("clans", Clans.class);
			application.getBean("clans");
			assertThat(before(context, "clans.sync")).containsExactly("Clans.prepare");
		});
	}

	@Test
	void beanThatIsCreatedLaterCannotBringHooksForRegisteredTriggers() {
		this.runner.withBean("wars", Wars.class).run((context) -> {
			GenericApplicationContext application = (GenericApplicationContext) context.getSourceApplicationContext();
			application.registerBean("late", OtherHooks.class);
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> application.getBean("late"))
				.havingCause()
				.isInstanceOfSatisfying(InvalidTriggerException.class,
						(ex) -> assertThat(ex.problems().get(0).action()).isEqualTo("Have bean 'late' created when the"
								+ " application starts, without @Lazy, and the trigger registered after that or"
								+ " declared as a TriggerSpec bean."))
				.withMessage("[TRG-107] The @BeforeTrigger method of bean 'late' cannot be called: trigger"
						+ " 'wars.refresh' is registered already, and its hooks cannot change");
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> application.getBean("late"));
			assertThat(before(context, "wars.refresh")).isEmpty();
		});
	}

	private TriggerSpec spec(String name) {
		return TriggerSpec.named(name)
			.every("10s")
			.beforeTrigger(() -> this.recorder.lines.add("spec"))
			.afterTrigger(() -> {
			})
			.execute(() -> {
			});
	}

	private static Object call(BeanFactory context, String trigger) throws Throwable {
		return context.getBean(Collected.class).get(trigger).work().hooks().before().get(0).call();
	}

	static class Recorder {

		private final List<String> lines = new ArrayList<>();

		private final List<TriggerHandle> handles = new ArrayList<>();

	}

	static class Wars {

		@IntervalTrigger("10s")
		void refresh() {
		}

	}

	static class Clans {

		private final Recorder recorder;

		Clans(Recorder recorder) {
			this.recorder = recorder;
		}

		@IntervalTrigger("10s")
		void sync() {
		}

		@BeforeTrigger
		void prepare() {
			this.recorder.lines.add("prepared");
		}

		@AfterTrigger
		void cleanUp() {
		}

	}

	interface Flushing {

		@AfterTrigger
		default void flush() {
		}

		@AfterTrigger
		void close();

	}

	static class SpecialClans extends Clans implements Flushing {

		SpecialClans(Recorder recorder) {
			super(recorder);
		}

		@Override
		void cleanUp() {
		}

		@Override
		public void close() {
		}

	}

	record OtherHooks(Recorder recorder) {

		@BeforeTrigger("wars.refresh")
		void prepare() {
			this.recorder.lines.add("other");
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@BeforeTrigger
	@interface Locked {

		@AliasFor(annotation = BeforeTrigger.class, attribute = "value")
		String[] trigger();

	}

	static class Interceptor extends BeanNameAutoProxyCreator {

		private final Recorder recorder;

		Interceptor(Recorder recorder) {
			this.recorder = recorder;
			setBeanNames("clans");
			setProxyTargetClass(true);
		}

		@Override
		protected Object[] getAdvicesAndAdvisorsForBean(Class<?> type, String name, TargetSource source) {
			return name.equals("clans") ? new Object[] { (MethodBeforeAdvice) (Method method, Object[] arguments,
					Object target) -> this.recorder.lines.add("intercepted") } : DO_NOT_PROXY;
		}

	}

}
