package dev.triggers.sample.monitor;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Results of probes in the database of {@code schema.sql}.
 */
@Repository
@Profile("monitor")
class ProbeStore {

	private final JdbcClient jdbc;

	ProbeStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(ProbeResult result) {
		this.jdbc.sql("insert into probe (target, probed_at, up, millis, answer) values (?, ?, ?, ?, ?)")
			.params(result.target(), Timestamp.from(result.probedAt()), result.up(), result.millis(), result.answer())
			.update();
	}

	List<ProbeResult> latest() {
		return this.jdbc.sql("""
				select target, probed_at, up, millis, answer from probe
				where id in (select max(id) from probe group by target) order by target""")
			.query(DataClassRowMapper.newInstance(ProbeResult.class))
			.list();
	}

	@Nullable ProbeResult latest(String target) {
		return this.jdbc
			.sql("select target, probed_at, up, millis, answer from probe where target = ? order by id desc limit 1")
			.param(target)
			.query(DataClassRowMapper.newInstance(ProbeResult.class))
			.optional()
			.orElse(null);
	}

	int rollUp(Target target, Instant from, Instant to) {
		return this.jdbc
			.sql("""
					merge into probe_minute (target, minute_start, probes, failures, average_millis) key (target, minute_start)
					select target, date_trunc('minute', probed_at), count(*), count(*) filter (where not up), avg(millis)
					from probe where target = ? and probed_at >= ? and probed_at < ?
					group by target, date_trunc('minute', probed_at)""")
			.params(target.name(), Timestamp.from(from), Timestamp.from(to))
			.update();
	}

	List<Availability> availability() {
		return this.jdbc
			.sql("""
					select target, count(*) as probes, count(*) filter (where not up) as failures, avg(millis) as average_millis
					from probe group by target order by target""")
			.query(DataClassRowMapper.newInstance(Availability.class))
			.list();
	}

	int deleteBefore(Instant time) {
		return this.jdbc.sql("delete from probe where probed_at < ?").params(Timestamp.from(time)).update();
	}

	/**
	 * How often a target was up.
	 *
	 * @param target name of the target
	 * @param probes number of probes
	 * @param failures number of probes that found it down
	 * @param averageMillis how long probes took on average
	 */
	record Availability(String target, long probes, long failures, double averageMillis) {

	}

}
