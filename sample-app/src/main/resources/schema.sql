create table probe (
	id bigint generated always as identity primary key,
	target varchar(100) not null,
	probed_at timestamp with time zone not null,
	up boolean not null,
	millis bigint not null,
	answer varchar(200) not null
);

create index probe_by_target on probe (target, probed_at);

create table probe_minute (
	target varchar(100) not null,
	minute_start timestamp with time zone not null,
	probes bigint not null,
	failures bigint not null,
	average_millis double precision not null,
	primary key (target, minute_start)
);

create table alert (
	id bigint generated always as identity primary key,
	target varchar(100) not null,
	raised_at timestamp with time zone not null
);

create table heartbeat (
	beat_at timestamp with time zone primary key
);
