create schema if not exists house;

-- What happened, in the order it was committed: see Outbox.
create table house.outbox (
    id      bigint generated always as identity primary key,
    topic   text        not null,
    key     text        not null,
    type    text        not null,
    payload text        not null,
    at      timestamptz not null
);
create index outbox_topic_id on house.outbox (topic, id);

-- How far each consumer of the outbox has come; moves in the transaction of its effects.
create table house.outbox_cursor (
    consumer text   primary key,
    position bigint not null
);

-- How far each consumer of the log has come; moves in the transaction of its effects.
create table house.inbox (
    consumer    text   not null,
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (consumer, topic, partition)
);

-- What could not be understood: counted, shown, replayable, never in the way.
create table house.dead_letter (
    id          bigint generated always as identity primary key,
    consumer    text        not null,
    topic       text        not null,
    partition   int,
    log_offset  bigint,
    key         bytea,
    value       bytea       not null,
    error       text        not null,
    at          timestamptz not null,
    replayed_at timestamptz
);
