-- What people have agreed to: how it stands now, and every change of it.
create table access.consent (
    subject text        not null,
    purpose text        not null,
    given   boolean     not null,
    since   timestamptz not null,
    primary key (subject, purpose)
);
create table access.consent_event (
    id      bigint generated always as identity primary key,
    subject text        not null,
    purpose text        not null,
    given   boolean     not null,
    at      timestamptz not null,
    channel text        not null,
    actor   text        not null
);
create index consent_event_subject on access.consent_event (subject, id);
create trigger consent_event_append_only before update or delete on access.consent_event
    for each row execute function access.refuse_change();

-- How long data of a class are kept where the city decided otherwise than access/retention.yaml.
create table access.retention_change (
    data_class text primary key,
    keep       text not null, -- ISO 8601 period
    act        text not null check (act in ('ERASE', 'PSEUDONYMISE')),
    changed_at timestamptz not null,
    changed_by text not null
);

-- What must be kept whatever the rules say.
create table access.legal_hold (
    id        bigint generated always as identity primary key,
    object    text        not null, -- kind:id, or kind:* for all of a kind
    reason    text        not null,
    placed_at timestamptz not null,
    placed_by text        not null,
    lifted_at timestamptz,
    lifted_by text
);
create unique index legal_hold_standing on access.legal_hold (object) where lifted_at is null;

-- What the job did, the newest run of each class shown to the administrator.
create table access.retention_run (
    id         bigint generated always as identity primary key,
    data_class text        not null,
    at         timestamptz not null,
    before     timestamptz not null,
    act        text        not null,
    released   bigint      not null,
    held       bigint      not null  -- due, but named by a legal hold
);
create index retention_run_class on access.retention_run (data_class, id desc);

call access.guard_system('access.consent');
call access.guard_system('access.consent_event');
call access.guard_system('access.retention_change');
call access.guard_system('access.legal_hold');
call access.guard_system('access.retention_run');
