package dev.triggers.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.definition.ExecutionPolicy;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.StartPolicy;
import dev.triggers.definition.StartPolicy.Mode;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.TriggerDocumentation;
import dev.triggers.definition.TriggerReferences;
import dev.triggers.discovery.attribute.Attribute;
import dev.triggers.discovery.attribute.Attributes;
import dev.triggers.discovery.attribute.HealthCheck;
import dev.triggers.discovery.attribute.ScheduleReader;
import dev.triggers.discovery.attribute.TypedAttributes;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.schedule.Schedule;
import dev.triggers.work.TriggerWork;

/**
 * Makes the definition of one trigger of its attributes.
 */
class DefinitionFactory {

	private final DiscoveryTools tools;

	private final Attributes attributes;

	private final TypedAttributes typed;

	private final Problems problems;

	DefinitionFactory(DiscoveryTools tools, Attributes attributes, Problems problems) {
		this.problems = problems;
		this.tools = tools;
		this.attributes = attributes;
		this.typed = new TypedAttributes(attributes);
	}

	/**
	 * Return the attribute that disables the trigger, or {@code null} if it is enabled.
	 */
	@Nullable Attribute disabling() {
		Attribute disabled = this.problems.attempt(() -> {
			Attribute enabled = this.attributes.property("enabled");
			return (enabled != null && !this.typed.flag("enabled", true)) ? enabled : null;
		});
		return (disabled != null) ? disabled : this.tools.schedules().disabling(this.attributes);
	}

	/**
	 * Make the definition.
	 * @param work makes the work
	 * @return the definition, or {@code null} if anything is wrong
	 */
	@Nullable TriggerDefinition create(WorkFactory work) {
		Schedule schedule = this.problems.attempt(() -> this.tools.schedules().read(this.attributes));
		Integer concurrency = this.problems.attempt(this::concurrency);
		TriggerWork made = this.problems
			.attempt(() -> work.create(this.attributes, Objects.requireNonNullElse(concurrency, 1)));
		StartPolicy start = start();
		ExecutionPolicy execution = execution();
		TriggerReferences references = references();
		TriggerDocumentation documentation = this.problems.attempt(this::documentation);
		if (schedule == null || made == null || start == null || execution == null || documentation == null
				|| !this.problems.isEmpty()) {
			return null;
		}
		new HealthCheck(this.attributes.trigger(), schedule).warnIfTooShort(documentation.unhealthyAfter());
		return new TriggerDefinition(this.attributes.trigger(), schedule, made, start, execution, references,
				documentation);
	}

	private int concurrency() {
		Long number = this.typed.number("concurrency", 0,
				"Set 1 for one element at a time, more for as many in flight at once, or 0 for all of them.");
		return (number != null) ? number.intValue() : this.tools.defaults().concurrency();
	}

	private @Nullable StartPolicy start() {
		TriggerDefaults defaults = this.tools.defaults();
		Boolean onStartup = this.problems.attempt(() -> this.typed.flag("onStartup", defaults.onStartup()));
		Boolean autostart = this.problems
			.attempt(() -> this.typed.flag("autostart", Boolean.TRUE.equals(defaults.autostart())));
		Boolean manual = this.problems.attempt(() -> this.typed.flag("manual", false));
		if (onStartup == null || autostart == null || manual == null) {
			return null;
		}
		if (manual && autostart) {
			this.problems.attempt(this::checkAutostart);
		}
		Mode mode = (autostart && !isAutostartOff()) ? Mode.AUTOSTART : Mode.ON_READY;
		return new StartPolicy(manual ? Mode.MANUAL : mode, onStartup, this.attributes.declaration().member().order());
	}

	/**
	 * Return whether no trigger is to start before the application is ready, whatever its
	 * declaration says: nobody else would set the property to what it is anyway.
	 */
	private boolean isAutostartOff() {
		Attribute autostart = this.attributes.find("autostart");
		boolean overridden = autostart != null && autostart.overridden();
		return Boolean.FALSE.equals(this.tools.defaults().autostart()) && !overridden;
	}

	private @Nullable Object checkAutostart() {
		Attribute manual = this.attributes.find("manual");
		Attribute autostart = this.attributes.find("autostart");
		if (manual != null && autostart != null) {
			throw this.attributes.invalid(ProblemId.CONTRADICTION,
					"Trigger '" + this.attributes.trigger() + "' sets both " + ScheduleReader.describe(manual) + " and "
							+ ScheduleReader.describe(autostart)
							+ "; a manual trigger is started by nobody but the application",
					"Remove one of the two.");
		}
		return null;
	}

	private @Nullable ExecutionPolicy execution() {
		Long count = this.problems.attempt(() -> this.typed.number("count", 1,
				"Set a positive number of executions, or remove 'count' for no limit."));
		MisfirePolicy misfire = this.problems
			.attempt(() -> this.typed.constant("misfire", MisfirePolicy.class, this.tools.defaults().misfire()));
		FailurePolicy onFailure = this.problems
			.attempt(() -> this.typed.constant("onFailure", FailurePolicy.class, FailurePolicy.CONTINUE));
		Boolean concurrent = this.problems.attempt(() -> this.typed.flag("concurrent", false));
		Boolean reconnect = this.problems
			.attempt(() -> this.typed.flag("reconnect", this.tools.defaults().reconnect()));
		if (misfire == null || onFailure == null || concurrent == null || reconnect == null) {
			return null;
		}
		return new ExecutionPolicy((count != null && count == Long.MAX_VALUE) ? null : count, misfire, onFailure,
				concurrent, reconnect ? this.tools.defaults().backOff() : null);
	}

	private TriggerReferences references() {
		String logger = this.problems.attempt(() -> this.typed.text("logger"));
		String errorHandler = this.problems
			.attempt(() -> this.tools.beans().name(this.attributes, "errorHandler", TriggerErrorHandler.class));
		String scheduler = this.problems
			.attempt(() -> this.tools.beans().name(this.attributes, "scheduler", TaskScheduler.class));
		return new TriggerReferences((logger != null) ? logger : "triggers." + this.attributes.trigger(), errorHandler,
				scheduler, this.tools.calls().read(this.attributes, this.problems));
	}

	private TriggerDocumentation documentation() {
		String description = this.typed.text("description");
		List<String> tags = this.typed.texts("tags");
		Duration unhealthyAfter = this.typed.interval("unhealthyAfter");
		return new TriggerDocumentation((description != null) ? description : "", tags, unhealthyAfter,
				this.attributes.origins());
	}

}
