package dev.triggers.docs;

import org.springframework.stereotype.Component;

import dev.triggers.TriggerFailure;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;

/**
 * Code that {@code docs/errors.md} shows.
 */
class ErrorSnippets {

	@Component
	class Clans {

		@IntervalTrigger(every = "10m", iterArgs = "#{@tags.all()}")
		void sync(String tag) {
			// ...
		}

		@OnError("sync")
		void syncFailed(TriggerFailure failure) {
			// only the failures of 'clans.sync'
		}

	}

	@Component
	class Alarm {

		@OnError
		void failed(String triggerName, Object element, Throwable exception) {
			// the failures of all triggers without a handler of their own
		}

	}

}
