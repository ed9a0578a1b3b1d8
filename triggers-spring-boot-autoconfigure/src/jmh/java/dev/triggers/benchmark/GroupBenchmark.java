package dev.triggers.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.call.limit.Permit;
import dev.triggers.engine.time.SchedulerTimer;

/**
 * Admissions per second of forty threads that contend for a limit.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(40)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class GroupBenchmark {

	private static final Duration PERIOD = Duration.ofMillis(100);

	/**
	 * Who admits.
	 */
	@Param({ "resilience4j", "bucket4j", "triggers" })
	public String peer = "";

	/**
	 * How many calls may start in a tenth of a second: more than there are, or so few
	 * that nearly all have to wait.
	 */
	@Param({ "1000000", "1000" })
	public int limit;

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private Admission admission = () -> {
	};

	/**
	 * Make the limiter.
	 */
	@Setup
	public void prepare() {
		this.scheduler.initialize();
		this.admission = switch (this.peer) {
			case "resilience4j" -> resilience4j();
			case "bucket4j" -> bucket4j();
			default -> triggers();
		};
	}

	private Admission resilience4j() {
		RateLimiter limiter = RateLimiter.of("api",
				RateLimiterConfig.custom()
					.limitForPeriod(this.limit)
					.limitRefreshPeriod(PERIOD)
					.timeoutDuration(Duration.ofSeconds(10))
					.build());
		return limiter::acquirePermission;
	}

	private Admission bucket4j() {
		Bucket bucket = Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.limit).refillGreedy(this.limit, PERIOD))
			.build();
		return () -> bucket.asBlocking().consume(1);
	}

	private Admission triggers() {
		ConcurrencyGroup group = new ConcurrencyGroup("api", GroupLimits.rate(this.limit, PERIOD));
		ConcurrencyGroups groups = new ConcurrencyGroups(List.of(group), new SchedulerTimer(this.scheduler));
		List<ConcurrencyGroup> wanted = List.of(group);
		return () -> {
			Permit permit = groups.acquire(wanted);
			permit.release();
		};
	}

	/**
	 * End all threads.
	 */
	@TearDown
	public void close() {
		this.scheduler.shutdown();
	}

	/**
	 * Pass the limiter.
	 * @throws InterruptedException never
	 */
	@Benchmark
	public void admit() throws InterruptedException {
		this.admission.pass();
	}

	/**
	 * A limiter.
	 */
	private interface Admission {

		void pass() throws InterruptedException;

	}

}
