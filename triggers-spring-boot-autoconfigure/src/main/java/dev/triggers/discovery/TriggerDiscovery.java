package dev.triggers.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import dev.triggers.TriggerSpec;
import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.discovery.bean.Candidate;
import dev.triggers.discovery.bean.CandidateFinder;
import dev.triggers.discovery.callback.KnownTrigger;
import dev.triggers.discovery.callback.TriggerNames;
import dev.triggers.discovery.error.ErrorHandlerBinder;
import dev.triggers.discovery.error.ErrorHandlerListener;
import dev.triggers.discovery.execute.ExecuteMethods;
import dev.triggers.discovery.hook.HookBinder;
import dev.triggers.discovery.hook.HookRegistry;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;

/**
 * Finds the triggers of an application, and its methods that are called under limits,
 * when all of its singletons exist, and registers them; if anything is wrong with any of
 * them, nothing is registered and one exception says all of it.
 * <p>
 * Only beans of its own application context count, not those of a parent. Lazy beans are
 * not created. Triggers of beans that are created later are registered at once, on the
 * thread that creates the bean. Thread-safe.
 *
 * @since 1.0.0
 */
public final class TriggerDiscovery implements SmartInitializingSingleton, ExecutionListener {

	private static final Log logger = LogFactory.getLog("triggers");

	private final TriggerBeanPostProcessor postProcessor;

	private final DiscoveryTools tools;

	private final ErrorHandlerListener errorHandlers;

	private final ExecuteMethods executes;

	private final Consumer<TriggerDefinition> sink;

	private final Function<String, @Nullable TriggerDefinition> registered;

	private final CandidateFinder finder;

	private final Set<String> processed = ConcurrentHashMap.newKeySet();

	private final ConcurrentMap<String, KnownTrigger> known = new ConcurrentHashMap<>();

	// those that code registers at run time, until it unregisters them
	private final ConcurrentMap<String, KnownTrigger> added = new ConcurrentHashMap<>();

	private final HookRegistry hooks = new HookRegistry();

	private final List<DisabledTrigger> disabled = new CopyOnWriteArrayList<>();

	/**
	 * Create a discovery.
	 * @param postProcessor notices beans
	 * @param context the application
	 * @param defaults values that triggers do not set
	 * @param errorHandlers gets the error handlers
	 * @param executes gets the methods that are called under limits
	 * @param sink registers a trigger
	 * @param registered finds the registered trigger of a name, {@code null} if there is
	 * none
	 */
	public TriggerDiscovery(TriggerBeanPostProcessor postProcessor, ConfigurableApplicationContext context,
			TriggerDefaults defaults, ErrorHandlerListener errorHandlers, ExecuteMethods executes,
			Consumer<TriggerDefinition> sink, Function<String, @Nullable TriggerDefinition> registered) {
		this.postProcessor = postProcessor;
		this.tools = DiscoveryTools.of(context, defaults);
		this.errorHandlers = errorHandlers;
		this.executes = executes;
		this.sink = sink;
		this.registered = registered;
		this.finder = new CandidateFinder(context.getBeanFactory(), postProcessor.classes());
	}

	/**
	 * Return the triggers that are declared and not registered.
	 * @return the disabled triggers
	 */
	public List<DisabledTrigger> disabled() {
		return List.copyOf(this.disabled);
	}

	/**
	 * Make the definition of a trigger that is declared by code, without registering it.
	 * @param spec the spec
	 * @return the definition, or {@code null} if a property disables the trigger
	 * @throws InvalidTriggerException if the spec is not valid or its name is taken
	 */
	public @Nullable TriggerDefinition define(TriggerSpec spec) {
		DiscoveryBatch batch = new DiscoveryBatch(this.tools, this.executes);
		batch.read(spec, null);
		batch.checkNames(existing(batch));
		batch.problems().throwIfAny();
		batch.triggers().forEach((trigger) -> this.added.put(trigger.name(), trigger.known()));
		TriggerDefinition definition = batch.triggers().get(0).definition();
		return (definition != null) ? this.hooks.addTo(definition) : null;
	}

	@Override
	public void onEvent(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Unregistered) {
			this.added.remove(event.trigger().name());
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		DiscoveryBatch batch = new DiscoveryBatch(this.tools, this.executes);
		for (Candidate candidate : this.finder.findAll(this.postProcessor.seen())) {
			this.processed.add(candidate.key());
			batch.read(candidate);
		}
		readInnerBeans(batch);
		readSpecs(batch);
		finish(batch, true);
		this.postProcessor.forwardTo(this::beanCreated).forEach(this::beanCreated);
	}

	/**
	 * Return the names of all triggers, also those of parent contexts, which share their
	 * properties.
	 */
	private Set<String> withParents(Set<String> own) {
		Set<String> names = new LinkedHashSet<>(own);
		ApplicationContext parent = this.tools.context().getParent();
		while (parent != null) {
			parent.getBeansOfType(TriggerDiscovery.class)
				.values()
				.forEach((discovery) -> names.addAll(discovery.names()));
			parent = parent.getParent();
		}
		return names;
	}

	private Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.known.keySet());
		names.addAll(this.added.keySet());
		return names;
	}

	/**
	 * Read beans that are no beans of the factory, such as those inside the definition of
	 * another bean.
	 */
	private void readInnerBeans(DiscoveryBatch batch) {
		this.postProcessor.seen().forEach((key, bean) -> {
			Candidate candidate = this.processed.add(key) ? this.finder.find(key, bean) : null;
			if (candidate != null) {
				batch.read(candidate);
			}
		});
	}

	private void readSpecs(DiscoveryBatch batch) {
		for (String name : this.tools.context().getBeanFactory().getBeanNamesForType(TriggerSpec.class, true, false)) {
			batch.read(this.tools.context().getBeanFactory().getBean(name, TriggerSpec.class), name);
		}
	}

	private void beanCreated(String key, Object bean) {
		Candidate candidate = this.processed.add(key) ? this.finder.find(key, bean) : null;
		if (candidate == null) {
			return;
		}
		DiscoveryBatch batch = new DiscoveryBatch(this.tools, this.executes);
		try {
			batch.read(candidate);
			finish(batch, false);
		}
		catch (RuntimeException ex) {
			// the bean is not created, so the next attempt has to fail as well
			this.processed.remove(key);
			throw ex;
		}
	}

	private void finish(DiscoveryBatch batch, boolean first) {
		batch.checkNames(existing(batch));
		this.executes.checkNames(batch.executes(), batch.problems());
		Map<String, KnownTrigger> read = new HashMap<>();
		batch.triggers().forEach((trigger) -> read.put(trigger.name(), trigger.known()));
		Map<String, KnownTrigger> all = new HashMap<>(this.known);
		all.putAll(this.added);
		all.putAll(read);
		TriggerNames names = new TriggerNames(this.tools.texts(), all.values());
		ErrorHandlerBinder binder = new ErrorHandlerBinder(this.tools.context().getBeanFactory(), names,
				this.errorHandlers);
		binder.addMethods(batch.callbacks(), batch.problems());
		HookBinder hookBinder = new HookBinder(names, this.hooks, (name) -> this.registered.apply(name) != null);
		hookBinder.addMethods(batch.callbacks(), batch.problems());
		if (first) {
			binder.addGlobalBean(batch.problems());
			// a misspelt property may be why a trigger is not valid
			batch.properties().unknown(withParents(all.keySet())).forEach(logger::warn);
		}
		batch.problems().throwIfAny();
		binder.apply();
		hookBinder.apply();
		this.known.putAll(read);
		this.disabled.addAll(batch.disabled());
		this.executes.register(batch.executes());
		List<TriggerDefinition> definitions = new ArrayList<>();
		batch.triggers().forEach((trigger) -> {
			if (trigger.definition() != null) {
				definitions.add(this.hooks.addTo(trigger.definition()));
			}
		});
		definitions.sort(Comparator.comparingInt((definition) -> definition.start().order()));
		definitions.forEach(this.sink);
	}

	/**
	 * Return the registered triggers whose names the batch uses, with their code.
	 */
	private Map<String, String> existing(DiscoveryBatch batch) {
		Map<String, String> existing = new HashMap<>();
		for (DiscoveredTrigger trigger : batch.triggers()) {
			TriggerDefinition definition = this.registered.apply(trigger.name());
			if (definition != null) {
				existing.put(trigger.name(), definition.work().target().describe());
			}
		}
		return existing;
	}

}
