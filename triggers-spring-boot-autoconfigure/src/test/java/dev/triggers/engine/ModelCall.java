package dev.triggers.engine;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Call of a body or hook that is under way in a {@link TriggerModel}.
 */
final class ModelCall {

	private final ModelPlan.Code code;

	private final ModelTime time;

	private final Consumer<ModelCall> onEnd;

	// number of the future, or null if nobody asked for it
	private final @Nullable Integer future;

	private ModelTime.@Nullable Timer timer;

	private boolean cancelled;

	ModelCall(ModelPlan.Code code, ModelTime time, @Nullable Integer future, Consumer<ModelCall> onEnd) {
		this.code = code;
		this.time = time;
		this.future = future;
		this.onEnd = onEnd;
	}

	@Nullable Integer future() {
		return this.future;
	}

	boolean isScheduled() {
		return this.future == null;
	}

	boolean fails() {
		return this.code.fails();
	}

	void call(Consumer<ModelPlan.Step> performer) {
		if (this.code.step() != null) {
			performer.accept(this.code.step());
		}
		if (this.cancelled || this.code.takes().isZero()) {
			this.onEnd.accept(this);
		}
		else {
			this.timer = this.time.at(this.time.now().plus(this.code.takes()), () -> this.onEnd.accept(this));
		}
	}

	void cancel() {
		this.cancelled = true;
		if (this.time.cancel(this.timer)) {
			this.time.execute(() -> this.onEnd.accept(this));
		}
	}

}
