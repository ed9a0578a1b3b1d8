package dev.triggers.definition;

import org.springframework.util.Assert;

import dev.triggers.schedule.Schedule;
import dev.triggers.work.TriggerHooks;
import dev.triggers.work.TriggerWork;

/**
 * One declared trigger: an annotated method, or a spec, with its schedule and policies.
 *
 * @param name unique name
 * @param schedule rule that computes when the trigger is due
 * @param work what one execution does
 * @param start how the trigger is started
 * @param execution how often and how the trigger executes
 * @param references other parts of the application that the trigger refers to
 * @param documentation what is shown about the trigger
 * @since 1.0.0
 */
public record TriggerDefinition(String name, Schedule schedule, TriggerWork work, StartPolicy start,
		ExecutionPolicy execution, TriggerReferences references, TriggerDocumentation documentation) {

	public TriggerDefinition {
		Assert.hasText(name, "'name' must have text");
	}

	/**
	 * Return the same trigger with hooks.
	 * @param hooks what is called when the trigger begins and ends
	 * @return the trigger
	 */
	public TriggerDefinition with(TriggerHooks hooks) {
		return new TriggerDefinition(this.name, this.schedule, this.work.with(hooks), this.start, this.execution,
				this.references, this.documentation);
	}

}
