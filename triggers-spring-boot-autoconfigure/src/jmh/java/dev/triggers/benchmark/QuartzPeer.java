package dev.triggers.benchmark;

import java.util.List;
import java.util.Properties;
import java.util.UUID;

import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz in memory, with its ten threads.
 */
final class QuartzPeer implements Peer {

	private static final String WORK = "work";

	private final Scheduler scheduler;

	QuartzPeer() {
		Properties properties = new Properties();
		properties.setProperty("org.quartz.scheduler.instanceName", UUID.randomUUID().toString());
		properties.setProperty("org.quartz.threadPool.threadCount", "10");
		properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
		properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
		try {
			this.scheduler = new StdSchedulerFactory(properties).getScheduler();
		}
		catch (SchedulerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void everySecond(List<Runnable> work) throws SchedulerException {
		schedule(work, CronScheduleBuilder.cronSchedule("* * * * * ?"));
	}

	void schedule(List<Runnable> work, ScheduleBuilder<?> schedule) throws SchedulerException {
		for (Runnable each : work) {
			JobDataMap data = new JobDataMap();
			data.put(WORK, each);
			JobDetail detail = JobBuilder.newJob(Work.class).usingJobData(data).build();
			this.scheduler.scheduleJob(detail, TriggerBuilder.newTrigger().withSchedule(schedule).build());
		}
		this.scheduler.start();
	}

	@Override
	public void close() {
		try {
			this.scheduler.shutdown();
		}
		catch (SchedulerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Job of Quartz.
	 */
	public static final class Work implements Job {

		@Override
		public void execute(JobExecutionContext context) {
			((Runnable) context.getMergedJobDataMap().get(WORK)).run();
		}

	}

}
