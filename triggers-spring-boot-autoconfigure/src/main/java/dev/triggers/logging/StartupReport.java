package dev.triggers.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.definition.StartPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * Writes one block that lists every trigger, just before the first ones are started.
 *
 * @since 1.0.0
 */
public final class StartupReport implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog("triggers");

	private final Triggers triggers;

	private final Supplier<Map<String, ValueOrigin>> disabled;

	private final Settings settings;

	private final TimeText timeText;

	private final AtomicBoolean written = new AtomicBoolean();

	private volatile boolean running;

	/**
	 * Create a report.
	 * @param triggers the triggers
	 * @param disabled gives the names of triggers that are not registered, and where that
	 * was said
	 * @param settings what holds for all triggers
	 * @param timeText writes times
	 */
	public StartupReport(Triggers triggers, Supplier<Map<String, ValueOrigin>> disabled, Settings settings,
			TimeText timeText) {
		this.triggers = triggers;
		this.disabled = disabled;
		this.settings = settings;
		this.timeText = timeText;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.written.compareAndSet(false, true) && logger.isInfoEnabled()) {
			logger.info(write());
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// just before the triggers are started
		return DEFAULT_PHASE - 1;
	}

	private String write() {
		if (this.settings.switchedOff() != null) {
			return "Triggers: switched off by " + this.settings.switchedOff();
		}
		List<TriggerDefinition> definitions = definitions();
		Map<String, ValueOrigin> off = this.disabled.get();
		if (definitions.isEmpty() && off.isEmpty()) {
			return "Triggers: none found";
		}
		String head = "Triggers: " + definitions.size() + " registered"
				+ ((off.isEmpty()) ? "" : ", " + off.size() + " disabled") + " · scheduler " + this.settings.scheduler()
				+ endpoint();
		List<String> lines = new ArrayList<>(align(definitions.stream().map(this::columns).toList()));
		off.forEach((name, origin) -> lines.add("  " + name + "   disabled by " + origin));
		return head + lines.stream().map((line) -> System.lineSeparator() + line).collect(Collectors.joining());
	}

	private String endpoint() {
		String path = this.settings.endpoint().path();
		String remedy = (path != null) ? "" : this.settings.endpoint().remedy();
		return (path != null) ? " · see " + path : (remedy.isEmpty() ? "" : " · expose it with " + remedy);
	}

	private List<TriggerDefinition> definitions() {
		Spliterator<TriggerHandle> handles = this.triggers.spliterator();
		// a mock has none
		return (handles != null) ? StreamSupport.stream(handles, false).map(TriggerHandle::definition).toList()
				: List.of();
	}

	private List<String> columns(TriggerDefinition definition) {
		Schedule schedule = definition.schedule();
		String zone = (schedule.type() == ScheduleType.CRON) ? ", " + schedule.zone() : "";
		return List.of(definition.name(), schedule.describe(Locale.ENGLISH) + zone, next(definition),
				definition.work().elements().describe(), overridden(definition));
	}

	private static String overridden(TriggerDefinition definition) {
		return definition.documentation()
			.origins()
			.entrySet()
			.stream()
			.filter((entry) -> isOverride(entry.getValue()))
			.map((entry) -> "'" + entry.getKey() + "' from "
					+ Objects.requireNonNullElse(entry.getValue().location(), entry.getValue().property()))
			.collect(Collectors.joining(", "));
	}

	private static boolean isOverride(ValueOrigin origin) {
		return origin.property() != null && origin.property().startsWith("triggers.instances");
	}

	private String next(TriggerDefinition definition) {
		StartPolicy start = definition.start();
		String time = this.timeText.next(definition.schedule(), !start.onStartup());
		String fires = (start.onStartup()) ? "first execution at once" + ((time.isEmpty()) ? "" : ", then " + time)
				: ((time.isEmpty()) ? "at its own times" : "next " + time);
		return switch (start.mode()) {
			case AUTOSTART -> fires;
			case ON_READY -> (this.settings.startsOnReady()) ? fires : "waits for Triggers.startAll()";
			case MANUAL -> "waits for Triggers.start(\"" + definition.name() + "\")";
		};
	}

	private static List<String> align(List<List<String>> rows) {
		int columns = 5;
		int[] widths = new int[columns];
		rows.forEach((row) -> {
			for (int i = 0; i < columns; i++) {
				widths[i] = Math.max(widths[i], Math.min(row.get(i).length(), 60));
			}
		});
		return rows.stream().map((row) -> {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < columns; i++) {
				line.append((i == 0) ? "  " : "   ").append(row.get(i));
				line.append(" ".repeat(Math.max(0, widths[i] - row.get(i).length())));
			}
			return line.toString().stripTrailing();
		}).toList();
	}

	/**
	 * What holds for all triggers.
	 *
	 * @param scheduler text that names the scheduler and its threads
	 * @param startsOnReady whether triggers start when the application is ready
	 * @param switchedOff where it is said that triggers are not registered at all, or
	 * {@code null} if they are
	 * @param endpoint where people see more
	 */
	public record Settings(String scheduler, boolean startsOnReady, @Nullable ValueOrigin switchedOff,
			EndpointLocation endpoint) {

	}

}
