package dev.triggers.health;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import dev.triggers.TriggerState;
import dev.triggers.Triggers;

/**
 * Information about the triggers: how many there are in each state, and which are
 * disabled.
 *
 * @since 1.0.0
 */
public class TriggersInfoContributor implements InfoContributor {

	private final Triggers triggers;

	private final Supplier<Collection<String>> disabled;

	/**
	 * Create a contributor.
	 * @param triggers the triggers
	 * @param disabled gives the names of triggers that properties disable
	 */
	public TriggersInfoContributor(Triggers triggers, Supplier<Collection<String>> disabled) {
		this.triggers = triggers;
		this.disabled = disabled;
	}

	@Override
	public void contribute(Info.Builder builder) {
		List<TriggerHealth> all = TriggerHealth.all(this.triggers);
		Map<TriggerState, Long> states = all.stream()
			.collect(Collectors.groupingBy(TriggerHealth::state, TreeMap::new, Collectors.counting()));
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("registered", all.size());
		details.put("states", states);
		details.put("disabled", List.copyOf(this.disabled.get()));
		builder.withDetail("triggers", details);
	}

}
