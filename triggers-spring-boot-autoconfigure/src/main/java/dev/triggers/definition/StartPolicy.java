package dev.triggers.definition;

/**
 * How a trigger is started.
 *
 * @param mode who starts the trigger, and when
 * @param onStartup whether the trigger fires at once when it is started
 * @param order position among the triggers that are started together, lowest first
 * @since 1.0.0
 */
public record StartPolicy(Mode mode, boolean onStartup, int order) {

	/**
	 * Who starts a trigger, and when.
	 */
	public enum Mode {

		/**
		 * Started when the context is refreshed.
		 */
		AUTOSTART,

		/**
		 * Started when the application is ready.
		 */
		ON_READY,

		/**
		 * Started by nobody but the application.
		 */
		MANUAL

	}

}
