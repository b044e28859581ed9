-- Who did and saw what. The hash of an entry is SHA-256 over the hash of the one before and the entry's canonical
-- bytes: what COPY ... (format binary) gives for the columns seq to outcome. So the database itself hands out what is
-- hashed, and any program can verify it.
create table access.audit_entry (
    seq           bigint      primary key, -- 1, 2, 3, … without gaps
    at            timestamptz not null,
    actor_kind    text        not null,
    actor_id      text        not null,
    actor_name    text        not null,
    duty          text        not null,
    unit          text        not null,
    actor_region  text        not null,
    action        text        not null,
    data_class    text        not null,
    objects       text[]      not null,
    object_region text        not null,
    purpose       text        not null,
    reference     text        not null,
    count         bigint      not null,
    remote        text        not null,
    outcome       text        not null,
    hash          bytea       not null
);
create index audit_entry_actor on access.audit_entry (actor_id, at);
create index audit_entry_at on access.audit_entry using brin (at);
create index audit_entry_objects on access.audit_entry using gin (objects);

-- The end of the chain. Whoever appends locks this row, so that several instances write one chain and never fork it.
create table access.audit_head (
    one  boolean primary key default true check (one),
    seq  bigint  not null,
    hash bytea   not null
);
insert into access.audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function access.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_append_only before update or delete on access.audit_entry
    for each row execute function access.refuse_change();
create trigger audit_entry_no_truncate before truncate on access.audit_entry
    for each statement execute function access.refuse_change();
alter table access.audit_entry enable always trigger audit_entry_append_only;
alter table access.audit_entry enable always trigger audit_entry_no_truncate;
revoke update, delete, truncate on access.audit_entry from public, current_user;

-- Looking that is unusual, found by the watch over the trail.
create table access.unusual_look (
    id         bigint generated always as identity primary key,
    kind       text        not null, -- VOLUME, OFF_REGION, OFF_HOURS
    actor_id   text        not null,
    unit       text        not null,
    region     text        not null,
    since      timestamptz not null, -- the hour it was noticed in
    looks      bigint      not null, -- records seen
    last_seq   bigint      not null, -- entry that made it unusual
    unique (kind, actor_id, since)
);
create table access.audit_watch (
    one boolean primary key default true check (one),
    seq bigint  not null
);
insert into access.audit_watch (seq) values (0);
