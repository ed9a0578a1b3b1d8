package dev.triggers.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import dev.triggers.TriggerState;
import dev.triggers.Triggers;

/**
 * Health of the triggers: down if a scheduler is dead, or if a trigger goes without
 * success for longer than its {@code unhealthyAfter}. Failed executions alone do not
 * matter, as a restart of the application would not help.
 *
 * @since 1.0.0
 */
public class TriggersHealthIndicator extends AbstractHealthIndicator {

	private final Triggers triggers;

	private final SchedulerHealth schedulers;

	/**
	 * Create an indicator.
	 * @param triggers the triggers
	 * @param schedulers knows which schedulers are dead
	 */
	public TriggersHealthIndicator(Triggers triggers, SchedulerHealth schedulers) {
		super("Health of triggers cannot be told");
		this.triggers = triggers;
		this.schedulers = schedulers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<TriggerHealth> all = TriggerHealth.all(this.triggers);
		Map<String, String> dead = this.schedulers.dead(all);
		Map<String, String> unhealthy = new LinkedHashMap<>();
		all.forEach((trigger) -> {
			String problem = trigger.problem();
			if (problem != null) {
				unhealthy.put(trigger.name(), problem);
			}
		});
		builder.up()
			.withDetail("registered", all.size())
			.withDetail("running", all.stream().filter((trigger) -> trigger.state().isRunning()).count())
			.withDetail("failed",
					all.stream()
						.filter((trigger) -> trigger.state() == TriggerState.FAILED)
						.map(TriggerHealth::name)
						.toList());
		addProblems(builder, "deadSchedulers", dead);
		addProblems(builder, "unhealthy", unhealthy);
	}

	private static void addProblems(Health.Builder builder, String name, Map<String, String> problems) {
		if (!problems.isEmpty()) {
			builder.down().withDetail(name, problems);
		}
	}

}
