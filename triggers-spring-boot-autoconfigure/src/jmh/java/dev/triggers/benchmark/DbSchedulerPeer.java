package dev.triggers.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * db-scheduler on a database in memory, with its ten threads.
 */
final class DbSchedulerPeer implements Peer {

	private static final String TABLE = """
			create table scheduled_tasks (
				task_name varchar(100), task_instance varchar(100), task_data blob, execution_time timestamp with time zone,
				picked boolean, picked_by varchar(50), last_success timestamp with time zone,
				last_failure timestamp with time zone, consecutive_failures int, last_heartbeat timestamp with time zone,
				version bigint, priority smallint, primary key (task_name, task_instance))""";

	private final JdbcConnectionPool database = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private @Nullable Scheduler scheduler;

	@Override
	public void everySecond(List<Runnable> work) throws SQLException {
		this.database.setMaxConnections(20);
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(TABLE);
			statement.execute("create index execution_time_idx on scheduled_tasks (execution_time)");
		}
		List<RecurringTask<?>> tasks = new ArrayList<>();
		List<String> names = Peer.names(work.size());
		for (int index = 0; index < work.size(); index++) {
			Runnable each = work.get(index);
			tasks.add(Tasks.recurring(names.get(index), Schedules.cron("* * * * * *"))
				.execute((instance, context) -> each.run()));
		}
		this.scheduler = Scheduler.create(this.database)
			.startTasks(tasks)
			.threads(10)
			.pollingInterval(Duration.ofMillis(100))
			.build();
		this.scheduler.start();
	}

	@Override
	public void close() {
		if (this.scheduler != null) {
			this.scheduler.stop();
		}
		this.database.dispose();
	}

}
