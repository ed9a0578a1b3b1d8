package dev.triggers.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;

/**
 * Listener that keeps all events.
 */
public final class RecordingExecutionListener implements ExecutionListener {

	private final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();

	@Override
	public void onEvent(ExecutionEvent event) {
		this.events.add(event);
	}

	public List<ExecutionEvent> events() {
		return this.events;
	}

	public <E extends ExecutionEvent> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	public List<Execution> finished() {
		return events(ExecutionEvent.Finished.class).stream().map(ExecutionEvent.Finished::execution).toList();
	}

}
