package dev.triggers.engine;

import java.util.Map;

/**
 * What scripts of {@link LoopLifecycleConformanceTests} lead to where it is not what was
 * recorded, by the sentences of the specification that want it.
 */
final class LoopDeviations {

	private static final String COUNT = "1.4: 'count': executions after which the trigger completes";

	private static final String STOP = "7.1: stop() is graceful: the current execution finishes; there is none while it waits";

	private static final String HOOK = "7.3: @AfterTrigger once when it ends, for whatever reason, also on cancellation";

	private static final String RESTART = "7.1: restart(args): cancels, waits, starts; it starts a trigger that is not running";

	private static final String ERROR = "5.1: each failure goes to the handler, when it happens: the trigger has not ended yet";

	private static final String BACK_OFF = "7.5: repeat the same execution with exponential back-off until it succeeds";

	private static final String NEXT = "7.2: nextFiring() is not known before the current execution ends";

	static final Map<String, Expected> ALL = Map.ofEntries(

			Map.entry("L0001", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					2000 begin call 1 #2
					2000 end call 1
					2000 after #2
					2000 done finished
					5000 probe ended #2 next null
					6000 start
					6000 before
					6000 begin call 2 #1
					6000 end call 2
					6500 probe running #1 next 8000
					8000 begin call 3 #2
					8000 end call 3
					8000 after #2
					8000 done finished
					12000 probe ended #2 next null
					20503 over ended #2 next null
					""")),

			Map.entry("L0002", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					89000 probe running #1 next 90000
					90000 begin call 1 #2
					90000 end call 1
					90000 after #2
					90000 done finished
					300503 over ended #2 next null
					""")),

			Map.entry("L0004", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					100 probe running #1 next 10000
					5000 probe running #1 next 10000
					10000 begin call 1 #2
					10000 end call 1
					20000 begin call 2 #3
					20000 end call 2
					20000 after #3
					20000 done finished
					25000 probe ended #3 next null
					29000 probe ended #3 next null
					31000 probe ended #3 next null
					50503 over ended #3 next null
					""")),

			Map.entry("L0006", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					250 begin call 1 #2
					250 end call 1
					500 begin call 2 #3
					500 end call 2
					750 begin call 3 #4
					750 end call 3
					1000 begin call 4 #5
					1000 end call 4
					1000 after #5
					1000 done finished
					3503 over ended #5 next null
					""")),

			Map.entry("L0008", new Expected(NEXT, """
					0 start
					0 before
					0 begin call 0 #1
					3000 end call 0
					3000 begin call 1 #2
					5000 probe running #2 next null
					6000 end call 1
					6000 begin call 2 #3
					9000 end call 2
					9000 begin call 3 #4
					12000 end call 3
					12000 begin call 4 #5
					13003 over running #5 next null
					""")),

			Map.entry("L0009", new Expected(COUNT, """
					0 probe ended #0 next null
					1000 start
					1000 before
					1000 begin call 0 #1
					1000 end call 0
					1000 after #1
					1000 done finished
					1500 probe ended #1 next null
					8000 probe ended #1 next null
					9503 over ended #1 next null
					""")),

			Map.entry("L0010", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					0 after #1
					0 done finished
					4000 start
					4000 before
					4000 begin call 1 #1
					4000 end call 1
					4000 after #1
					4000 done finished
					11000 start
					11000 before
					11000 begin call 2 #1
					11000 end call 2
					11000 after #1
					11000 done finished
					30503 over ended #1 next null
					""")),

			Map.entry("L0012", new Expected(STOP, """
					0 start
					0 before
					10000 begin call 0 #1
					10000 end call 0
					12000 stop
					12000 after #1
					12000 done finished
					13000 probe ended #1 next null
					21000 probe ended #1 next null
					30503 over ended #1 next null
					""")),

			Map.entry("L0016", new Expected(STOP, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					2000 stop
					2000 after #1
					2000 done finished
					4000 start
					4000 before
					4000 begin call 1 #1
					4000 end call 1
					12000 start refused
					14000 begin call 2 #2
					14000 end call 2
					15000 probe running #2 next 24000
					24000 begin call 3 #3
					24000 end call 3
					34000 begin call 4 #4
					34000 end call 4
					40503 over running #4 next 44000
					""")),

			Map.entry("L0018", new Expected(HOOK, """
					0 start
					0 before
					0 cancel by before_loop
					0 after #0 cancelling
					0 done cancelled
					2500 probe ended #0 next null
					20503 over ended #0 next null
					""")),

			Map.entry("L0023", new Expected(HOOK, """
					0 start
					0 before
					1000 cancel
					1000 after #0 cancelling
					1000 done cancelled
					2500 probe ended #0 next null
					20503 over ended #0 next null
					""")),

			Map.entry("L0024", new Expected(RESTART, """
					1000 restart
					1000 before
					1000 begin call 0 #1
					1000 end call 0
					2000 probe running #1 next 11000
					11000 begin call 1 #2
					11000 end call 1
					20503 over running #2 next 21000
					""")),

			Map.entry("L0025", new Expected(RESTART + "; " + COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					0 after #1
					0 done finished
					5000 restart
					5000 before
					5000 begin call 1 #1
					5000 end call 1
					5000 after #1
					5000 done finished
					6000 probe ended #1 next null
					20503 over ended #1 next null
					""")),

			Map.entry("L0027", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					500 probe running #1 next 5000
					5000 begin call 1 #2
					5010 restart by body
					5010 cancelled call 1
					5010 after #2 cancelling
					5010 done cancelled
					5010 before
					5010 begin call 2 #1
					5010 end call 2
					8000 probe running #1 next 10010
					10010 begin call 3 #2
					10010 end call 3
					15010 begin call 4 #3
					15010 end call 4
					15010 after #3
					15010 done finished
					40503 over ended #3 next null
					""")),

			Map.entry("L0028", new Expected(ERROR, """
					0 start
					0 before
					0 begin call 0 #1
					0 raised call 0 ValueError
					0 error ValueError
					0 after #1 failed
					0 done failed
					100 probe ended #1 failed next null
					5000 probe ended #1 failed next null
					30503 over ended #1 failed next null
					""")),

			Map.entry("L0029",
					new Expected("7.1: restart(args): cancels, waits, starts; also from an error handler; " + COUNT, """
							0 start
							0 before
							0 begin call 0 #1
							0 raised call 0 ValueError
							0 error ValueError
							0 restart by error_hook
							0 after #1 cancelling
							0 done cancelled
							0 before
							0 begin call 1 #1
							0 end call 1
							500 probe running #1 next 2000
							2000 begin call 2 #2
							2000 end call 2
							2000 after #2
							2000 done finished
							4200 probe ended #2 next null
							20503 over ended #2 next null
							""")),

			Map.entry("L0030",
					new Expected("7.3: @AfterTrigger once when it ends: what it throws changes nothing; " + COUNT, """
							0 start
							0 before
							0 begin call 0 #1
							0 end call 0
							0 after #1
							0 done finished
							500 probe ended #1 next null
							3000 probe ended #1 next null
							10503 over ended #1 next null
							""")),

			Map.entry("L0031", new Expected(ERROR + "; " + COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 raised call 0 KeyError
					0 error KeyError
					0 after #1 failed
					0 done failed
					500 probe ended #1 failed next null
					1000 start
					1000 before
					1000 begin call 1 #1
					1000 end call 1
					1500 probe running #1 next 3000
					3000 begin call 2 #2
					3000 end call 2
					3000 after #2
					3000 done finished
					30503 over ended #2 next null
					""")),

			Map.entry("L0032", new Expected(ERROR, """
					0 start
					0 before
					0 begin call 0 #1
					0 end call 0
					2000 begin call 1 #2
					2000 end call 1
					4000 begin call 2 #3
					4000 raised call 2 ValueError
					4000 error ValueError
					4000 after #3 failed
					4000 done failed
					5000 probe ended #3 failed next null
					30503 over ended #3 failed next null
					""")),

			Map.entry("L0033", new Expected(BACK_OFF, """
					0 start
					0 before
					10000 begin call 0 #1
					10000 raised call 0 OSError
					12000 begin call 1 #1
					12000 end call 1
					15000 probe running #1 next 60000
					60000 begin call 2 #2
					60000 end call 2
					61000 probe running #2 next 120000
					120000 begin call 3 #3
					120000 end call 3
					150503 over running #3 next 86410000
					""")),

			Map.entry("L0034", new Expected(COUNT + "; " + NEXT, """
					0 start
					0 before
					0 begin call 0 #1
					0 raised call 0 OSError
					2000 begin call 1 #1
					2000 raised call 1 TimeoutError
					6000 begin call 2 #1
					6000 raised call 2 OSError
					7000 probe running #1 next null
					14000 begin call 3 #1
					14000 end call 3
					14000 begin call 4 #2
					14000 end call 4
					14000 after #2
					14000 done finished
					60503 over ended #2 next null
					""")),

			Map.entry("L0035", new Expected(ERROR, """
					0 removed false
					0 start
					0 before
					0 begin call 0 #1
					0 raised call 0 TimeoutError
					0 error TimeoutError
					0 after #1 failed
					0 done failed
					500 probe ended #1 failed next null
					30503 over ended #1 failed next null
					""")),

			Map.entry("L0036", new Expected(BACK_OFF + ": the next one begins anew; " + COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 raised call 0 OSError
					2000 begin call 1 #1
					2000 end call 1
					10000 begin call 2 #2
					10000 raised call 2 OSError
					12000 begin call 3 #2
					12000 end call 3
					20000 begin call 4 #3
					20000 raised call 4 OSError
					22000 begin call 5 #3
					22000 end call 5
					30000 begin call 6 #4
					30000 end call 6
					30000 after #4
					30000 done finished
					80503 over ended #4 next null
					""")),

			Map.entry("L0037", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 raised call 0 ValueError
					2000 begin call 1 #1
					2000 end call 1
					2000 after #1
					2000 done finished
					30503 over ended #1 next null
					""")),

			Map.entry("L0039", new Expected(COUNT, """
					0 start
					0 before
					0 begin call 0 #1
					0 raised call 0 OSError
					2000 begin call 1 #1
					2000 raised call 1 OSError
					6000 begin call 2 #1
					6000 end call 2
					3000000 begin call 3 #2
					3000000 raised call 3 OSError
					3002000 begin call 4 #2
					3002000 end call 4
					6000000 begin call 5 #3
					6000000 end call 5
					6000000 after #3
					6000000 done finished
					12000503 over ended #3 next null
					""")),

			Map.entry("L0041", new Expected("7.1: changeSchedule: a waiting trigger recalculates at once", """
					0 start
					0 before
					5000 change_interval
					5500 probe running #0 next 10000
					10000 begin call 0 #1
					10000 end call 0
					20000 begin call 1 #2
					20000 end call 1
					30000 begin call 2 #3
					30000 end call 2
					40000 begin call 3 #4
					40000 end call 3
					50000 begin call 4 #5
					50000 end call 4
					60000 begin call 5 #6
					60000 end call 5
					60503 over running #6 next 70000
					""")),

			Map.entry("L0046", new Expected(COUNT, """
					100 change_interval
					1000 start
					1000 before
					1000 begin call 0 #1
					1000 end call 0
					1500 probe running #1 next 4000
					4000 begin call 1 #2
					4000 end call 1
					4000 after #2
					4000 done finished
					30503 over ended #2 next null
					""")),

			Map.entry("L0047", new Expected("2: next(after) is strictly after", """
					0 start
					0 before
					10 probe running #0 next 20000
					1000 probe running #0 next 20000
					20000 begin call 0 #1
					20000 end call 0
					90503 over running #1 next 86400000
					""")),

			Map.entry("L0049", new Expected(NEXT, """
					0 start
					0 before
					10000 begin call 0 #1
					12000 probe running #1 next null
					25000 end call 0
					25000 begin call 1 #2
					25000 end call 1
					30000 begin call 2 #3
					30000 end call 2
					60000 begin call 3 #4
					60000 end call 3
					90503 over running #4 next 86410000
					""")));

	private LoopDeviations() {
	}

	/**
	 * Trace that differs from the recorded one.
	 */
	record Expected(String sentence, String trace) {

	}

}
