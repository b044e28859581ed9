-- When what reported a case looks again (nobody is sent there meanwhile), and until when a person may undo the closing
-- that followed from it.
alter table cases.case_file
    add column look_at    timestamptz,
    add column undo_until timestamptz;

create index case_file_self_closed on cases.case_file (closed_at) where undo_until is not null;

-- One row for each source that was asked to look again. A round is all that were asked at once; as long as nothing
-- followed from it, outcome is null. Asked again until answered: whoever was asked may have been killed.
create table cases.second_look (
    id           uuid primary key,
    case_id      bigint           not null references cases.case_file (id),
    round        bigint           not null, -- position of the event that asked for the check
    source       text             not null,
    class_code   text             not null,
    lat          double precision not null,
    lng          double precision not null,
    component_id text,
    track_id     text,
    before       text[]           not null,
    mended_at    timestamptz      not null,
    look_at      timestamptz      not null,
    give_up_at   timestamptz      not null,
    next_ask_at  timestamptz      not null,
    asked        integer          not null default 0,
    state        text             not null default 'WAITING'
                 check (state in ('WAITING', 'ANSWERED', 'SILENT', 'CANCELLED')),
    verdict      text check (verdict in ('CLEAR', 'STILL_THERE', 'CANNOT_SEE')),
    looked_at    timestamptz,
    photos       text[]           not null default '{}',
    model        text,
    version      text,
    confidence   double precision,
    reason       text,
    outcome      text check (outcome in ('CLOSED', 'REWORK', 'PERSON', 'OVERTAKEN')),
    decided_at   timestamptz,
    unique (case_id, round, source),
    check ((state = 'ANSWERED') = (verdict is not null)),
    check ((outcome is null) = (decided_at is null))
);
create index second_look_open on cases.second_look (next_ask_at) where outcome is null;
create index second_look_decided on cases.second_look (decided_at) where outcome is not null;

-- How long a class is left alone, how long an answer is waited for, and how long a closing may be undone: what this city
-- set, every version of it. The latest of a prefix counts; one without figures means as shipped.
create table cases.look_rule (
    id         bigint generated always as identity primary key,
    prefix     text        not null,
    quiet_s    integer check (quiet_s > 0),
    patience_s integer check (patience_s > 0),
    undo_s     integer check (undo_s >= 0),
    at         timestamptz not null,
    by_id      bigint      not null,
    by_name    text        not null,
    check ((quiet_s is null) = (patience_s is null) and (quiet_s is null) = (undo_s is null))
);
create index look_rule_prefix on cases.look_rule (prefix, id);

grant usage on all sequences in schema cases to yiwang_system;
call access.guard_part('cases.second_look', 'case_id', 'cases.case_file', 'id');
call access.guard_system('cases.look_rule');
