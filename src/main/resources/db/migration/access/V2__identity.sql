-- Who somebody is, what they are here to do and since when, and how they prove it.

alter table access.person
    add column password_changed_at  timestamptz not null default now(),
    add column must_change_password boolean     not null default false,
    add column factor_required      boolean     not null default false,
    add column created_at           timestamptz not null default now(),
    add column last_signed_in_at    timestamptz;

-- A duty held in a unit and a region for a period; delegated_from is the duty it stands in for.
create table access.duty_held (
    id             bigint generated always as identity primary key,
    person_id      bigint      not null references access.person (id),
    duty           text        not null,
    unit_code      text        not null,
    region_code    text        not null,
    region_path    text        not null,
    valid_from     timestamptz not null,
    valid_until    timestamptz,
    delegated_from bigint references access.duty_held (id),
    check (valid_until is null or valid_until >= valid_from)
);
create index duty_held_person on access.duty_held (person_id);
create index duty_held_duty on access.duty_held (duty);
create index duty_held_unit on access.duty_held (unit_code);
create index duty_held_region on access.duty_held (region_path text_pattern_ops);
create index duty_held_delegated on access.duty_held (delegated_from) where delegated_from is not null;

insert into access.duty_held (person_id, duty, unit_code, region_code, region_path, valid_from)
select id, unnest(duties), unit_code, region_code, region_path, timestamptz '2000-01-01 00:00:00Z'
from access.person
order by id;

alter table access.person
    drop column duties,
    drop column unit_code,
    drop column region_code,
    drop column region_path;

-- Only the hash of what the browser holds; a row that is gone is a session that is over.
create table access.session (
    id          bigint generated always as identity primary key,
    token_hash  bytea       not null unique,
    person_id   bigint      not null references access.person (id),
    method      text        not null,
    address     text        not null,
    agent       text        not null,
    created_at  timestamptz not null,
    used_at     timestamptz not null,
    expires_at  timestamptz not null,
    unit_code   text,
    region_code text
);
create index session_person on access.session (person_id);
create index session_expires on access.session (expires_at);

-- Attempts by a login (known or not) and by an address, as hashes.
create table access.sign_in_attempt (
    subject      bytea primary key,
    attempts     int         not null,
    since        timestamptz not null,
    locked_until timestamptz
);
create index sign_in_attempt_since on access.sign_in_attempt (since);

create table access.factor (
    person_id    bigint primary key references access.person (id),
    secret       bytea       not null,
    created_at   timestamptz not null,
    confirmed_at timestamptz,
    last_step    bigint      not null default 0
);

create table access.recovery_code (
    person_id bigint not null references access.person (id),
    code_hash bytea  not null,
    used_at   timestamptz,
    primary key (person_id, code_hash)
);

alter table access.api_key
    add column id           bigint generated always as identity unique,
    add column name         text        not null default '',
    add column hint         text        not null default '',
    add column kind         text        not null default 'SOURCE',
    add column unit_code    text,
    add column created_by   bigint,
    add column last_used_at timestamptz,
    add column revoked_at   timestamptz;
create index api_key_source on access.api_key (source);
