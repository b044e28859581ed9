-- Powerful duties that one administrator wants to give and another has not confirmed yet.
create table access.duty_wish (
    id             bigint generated always as identity primary key,
    person_id      bigint      not null references access.person (id),
    duty           text        not null,
    unit_code      text        not null,
    region_code    text        not null,
    region_path    text        not null,
    valid_from     timestamptz not null,
    valid_until    timestamptz,
    delegated_from bigint references access.duty_held (id),
    asked_by       bigint      not null,
    asked_at       timestamptz not null,
    decided_by     bigint,
    decided_at     timestamptz,
    given          boolean
);
create index duty_wish_open on access.duty_wish (person_id) where decided_at is null;
call access.guard_system('access.duty_wish');
