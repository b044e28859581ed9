-- Regions and units that are divided, united, renamed or put elsewhere.

create table access.reorganisation (
    id           bigint generated always as identity primary key,
    subject      text        not null check (subject in ('REGION', 'UNIT')),
    kind         text        not null check (kind in ('RENAME', 'MOVE', 'MERGE', 'SPLIT')),
    plan         text        not null, -- JSON
    reason       text        not null,
    effective_on date        not null,
    state        text        not null check (state in ('ASKED', 'APPROVED', 'APPLIED', 'WITHDRAWN', 'UNDONE', 'FAILED')),
    asked_by     bigint      not null,
    asked_name   text        not null,
    asked_at     timestamptz not null,
    decided_by   bigint,
    decided_name text,
    decided_at   timestamptz,
    applied_at   timestamptz,
    undone_name  text,
    undone_at    timestamptz,
    effects      text,                 -- JSON: what followed
    failure      text
);
create index reorganisation_waiting on access.reorganisation (effective_on) where state = 'APPROVED';
create index reorganisation_applied on access.reorganisation (subject, applied_at) where state = 'APPLIED';

-- Rows that followed to where those of others are too: what an undoing needs to tell them apart.
create table access.followed (
    reorganisation bigint not null references access.reorganisation (id),
    tab            text   not null,
    col            text   not null,
    id             text   not null,
    was            text   not null,
    became         text   not null
);
create index followed_reorganisation on access.followed (reorganisation, tab, col);

-- A duty that is held on in a successor names the row it continues, and the reorganisation that did it.
alter table access.duty_held
    add column made_by   bigint,
    add column ended_by  bigint,
    add column was_until timestamptz,
    add column succeeds  bigint;
create index duty_held_reorganised on access.duty_held (made_by) where made_by is not null;

-- access.unit tells the present, and those that are no more since ended_on; unit_version how a unit was until when.
alter table access.unit
    add column created_at timestamptz not null default now(),
    add column ended_on   date;
create table access.unit_version (
    code           text   not null,
    until          date   not null,
    reorganisation bigint not null references access.reorganisation (id),
    name_zh        text   not null,
    name_en        text   not null,
    kind           text   not null,
    region_code    text   not null,
    parent_code    text,
    primary key (code, reorganisation)
);
create table access.unit_successor (
    code           text   not null,
    successor      text   not null,
    reorganisation bigint not null references access.reorganisation (id),
    primary key (code, successor, reorganisation)
);

call access.guard_system('access.reorganisation');
call access.guard_system('access.followed');
call access.guard_system('access.unit_version');
call access.guard_system('access.unit_successor');
