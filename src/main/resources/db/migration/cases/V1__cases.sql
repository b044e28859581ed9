create schema if not exists cases;

create sequence cases.case_id;

-- One row, one owner: the case as it stands. region_path and unit_code are on every row for who may see it.
create table cases.case_file (
    id            bigint primary key,
    number        text             not null unique,
    version       integer          not null,
    state         text             not null,
    stage         smallint         not null, -- 0 report … 4 feedback, 5 ended
    held_from     text,
    wake_at       timestamptz,
    condition_id  bigint,
    condition_zh  text,
    condition_en  text,
    limit_amount  integer,
    limit_unit    text,
    unit_code     text,
    worker_id     bigint,
    worker_name   text,
    ask_kind      text,
    ask_until     timestamptz,
    returned      boolean          not null,
    rework        integer          not null,
    extensions    integer          not null check (extensions between 0 and 2),
    suspensions   integer          not null check (suspensions between 0 and 1),
    escalated     integer          not null check (escalated between 0 and 3),
    on_time       boolean,
    filed_at      timestamptz,
    dispatched_at timestamptz,
    arrived_at    timestamptz,
    finished_at   timestamptz,
    closed_at     timestamptz,
    merged_into   bigint references cases.case_file (id),
    updated_at    timestamptz      not null,
    due_at        timestamptz,
    warn_at       timestamptz,
    next_alarm_at timestamptz,
    history_count integer          not null,
    incident_id   uuid             not null,
    class_code    text             not null,
    class_zh      text             not null,
    class_en      text             not null,
    lat           double precision not null,
    lng           double precision not null,
    s2            bigint           not null,
    location_code text,
    region_code   text             not null,
    region_path   text             not null,
    district_code text,
    district_zh   text,
    district_en   text,
    street_zh     text,
    street_en     text,
    description   text,
    address       text,
    channel       text             not null,
    reported_at   timestamptz      not null,
    photo         text,
    reports       integer          not null,
    extra_reports integer          not null,
    evidence      double precision not null,
    last_seen     timestamptz      not null,
    cleared_at    timestamptz,
    opened_at     timestamptz      not null,
    constraint ended_has_no_alarm check (stage < 5 or next_alarm_at is null),
    constraint merged_has_survivor check ((state = 'MERGED') = (merged_into is not null))
) with (fillfactor = 80);

create index case_file_alarm on cases.case_file (next_alarm_at) where next_alarm_at is not null;
create index case_file_open_due on cases.case_file (stage, due_at) where stage < 5;
create index case_file_open_region on cases.case_file (region_path text_pattern_ops) where stage < 5;
create index case_file_open_unit on cases.case_file (unit_code, due_at) where stage < 5;
create index case_file_open_worker on cases.case_file (worker_id, due_at) where stage < 5;
create index case_file_open_s2 on cases.case_file (s2) where stage < 5;
create index case_file_reported on cases.case_file (reported_at, id);
create index case_file_opened on cases.case_file (opened_at);
create index case_file_closed on cases.case_file (closed_at) where closed_at is not null;
create index case_file_merged on cases.case_file (merged_into) where merged_into is not null;

-- Which case each incident belongs to, absorbed ones included. The key is the promise "no case twice".
create table cases.incident_case (
    incident_id uuid primary key,
    case_id     bigint not null references cases.case_file (id)
);
create index incident_case_case on cases.incident_case (case_id);

-- Pairs a person has split; announcements never merge them again. first_id < second_id.
create table cases.kept_apart (
    first_id  bigint not null references cases.case_file (id),
    second_id bigint not null references cases.case_file (id),
    primary key (first_id, second_id),
    check (first_id < second_id)
);

-- Other cases of the same matter, shown on the case.
create table cases.case_link (
    case_id  bigint not null references cases.case_file (id),
    kind     text   not null,
    other_id bigint not null references cases.case_file (id),
    primary key (case_id, kind, other_id)
);

create table cases.case_clock (
    case_id       bigint   not null references cases.case_file (id),
    kind          text     not null,
    unit          text     not null,
    budget_ms     bigint   not null check (budget_ms > 0),
    consumed_ms   bigint   not null check (consumed_ms >= 0),
    running_since timestamptz,
    alarms        smallint not null,
    overdue_at    timestamptz,
    primary key (case_id, kind)
);
create unique index case_clock_one_runs on cases.case_clock (case_id) where running_since is not null;

-- Who, when, why. Append-only.
create table cases.history (
    case_id    bigint      not null references cases.case_file (id),
    seq        integer     not null,
    at         timestamptz not null,
    actor_id   bigint      not null,
    actor_name text        not null,
    action     text        not null,
    from_state text        not null,
    to_state   text        not null,
    reason     text,
    detail     text,
    primary key (case_id, seq)
);

create function cases.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'cases.% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger history_is_append_only before update or delete on cases.history
    for each row execute function cases.refuse_change();
create trigger history_is_not_truncated before truncate on cases.history
    for each statement execute function cases.refuse_change();

-- Why this unit and this worker: the newest choice.
create table cases.explanation (
    case_id bigint primary key references cases.case_file (id),
    body    text        not null,
    at      timestamptz not null
);

create table cases.photo (
    id      bigint generated always as identity primary key,
    case_id bigint      not null references cases.case_file (id),
    photo   text        not null,
    kind    text        not null,
    at      timestamptz not null,
    by_id   bigint      not null,
    by_name text        not null,
    unique (case_id, photo, kind)
);

-- Members of the matter in the order they became known; the first 50 are kept, the rest counted.
create table cases.member (
    case_id        bigint  not null references cases.case_file (id),
    observation_id uuid    not null,
    log_partition  integer,
    log_offset     bigint,
    log_row        integer,
    body           text, -- the observation in full; null until it was read from the log
    primary key (case_id, observation_id)
);
create index member_observation on cases.member (observation_id);

-- A phone that repeats an action on a bad network names it by a key: applied once.
create table cases.action_key (
    key     text        not null,
    case_id bigint      not null references cases.case_file (id),
    action  text        not null,
    version integer     not null,
    at      timestamptz not null,
    primary key (case_id, key)
);
create index action_key_at on cases.action_key (at);

create table cases.day_number (
    day  date primary key,
    last bigint not null
);

create table cases.saved_view (
    person_id bigint      not null,
    name      text        not null,
    body      text        not null,
    at        timestamptz not null,
    primary key (person_id, name)
);

-- Search in words without a word list; a city's own PostgreSQL may not have the extension.
do $$
begin
    create extension if not exists pg_trgm;
    execute 'create index case_file_words on cases.case_file using gin
        ((number || '' '' || class_zh || '' '' || class_en || '' '' || coalesce(address, '''') || '' ''
          || coalesce(description, '''')) gin_trgm_ops)';
exception when others then
    raise notice 'no pg_trgm: search reads the table';
end $$;
