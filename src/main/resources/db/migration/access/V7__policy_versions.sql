-- The policy as it was, is and is proposed to be. A version's text never changes, and what happened to it is a list of
-- steps: the newest says how it stands, the newest IN_FORCE of all says which version the platform decides by.
create table access.policy_version (
    id           int         primary key, -- 1, 2, 3, … without gaps
    yaml         text        not null,
    note         text        not null,    -- what it is for
    based_on     int references access.policy_version (id), -- the version in force when it was proposed
    taken_from   int references access.policy_version (id), -- whose text it takes up again
    author_id    bigint,                  -- null: shipped with the program
    author_name  text        not null,
    at           timestamptz not null,
    wanted_from  timestamptz              -- null: in force once approved
);
create table access.policy_step (
    id          bigint generated always as identity primary key,
    version     int         not null references access.policy_version (id),
    step        text        not null check (step in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'IN_FORCE')),
    at          timestamptz not null,
    person_id   bigint,                   -- null: the platform
    person_name text        not null,
    reason      text        not null
);
create index policy_step_version on access.policy_step (version, id);

-- Nobody approves what they proposed, whatever the application does.
create function access.refuse_own_approval() returns trigger language plpgsql as $$
begin
    if exists (select from access.policy_version v where v.id = new.version and v.author_id = new.person_id) then
        raise exception 'a policy is approved by a second person' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger policy_step_second_person before insert on access.policy_step
    for each row when (new.step in ('APPROVED', 'REFUSED')) execute function access.refuse_own_approval();

create trigger policy_version_append_only before update or delete on access.policy_version
    for each row execute function access.refuse_change();
create trigger policy_version_no_truncate before truncate on access.policy_version
    for each statement execute function access.refuse_change();
create trigger policy_step_append_only before update or delete on access.policy_step
    for each row execute function access.refuse_change();
create trigger policy_step_no_truncate before truncate on access.policy_step
    for each statement execute function access.refuse_change();

-- What somebody is writing and has not proposed yet.
create table access.policy_draft (
    person_id bigint primary key references access.person (id),
    yaml      text        not null,
    based_on  int         not null references access.policy_version (id),
    saved_at  timestamptz not null
);

call access.guard('access.policy_version', 'policy');
call access.guard_part('access.policy_step', 'version', 'access.policy_version', 'id');
call access.guard_system('access.policy_draft');
revoke update, delete, truncate on access.policy_version, access.policy_step from yiwang_system;
