-- Who may see which rows. The application serves people as yiwang_app, which owns nothing and cannot bypass row
-- security; what the platform does by itself runs as yiwang_system (see SystemDuty). At the start of each transaction
-- of yiwang_app one wrapper (SightedConnection) says what the present subject may see: for each data class and way
-- (read, change) the bounds and patterns of region paths, the units and the person, and a seal over them. Without the
-- key nobody can seal, so a statement that sets these settings itself sees nothing.

create table access.row_key (
  one         boolean primary key default true check (one),
  inner_key   bytea not null,
  outer_key   bytea not null
);
insert into access.row_key (inner_key, outer_key)
select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
       sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
revoke all on access.row_key from yiwang_system;
grant select on access.row_key to yiwang_system;
-- not forced: the function below reads it as the owner
alter table access.row_key enable row level security;
create policy system_reads on access.row_key for select to yiwang_system using (true);

-- Whether the settings of a class and way (such as case_read) come from the application and are still young.
-- Conditions ask it in a subquery without columns, so that PostgreSQL evaluates it once a query and not once a row.
create function access.sealed(what text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  given  text := current_setting('yiwang.' || what || '_seal', true);
  until  text := current_setting('yiwang.until', true);
  said   bytea;
begin
  if coalesce(given, '') = '' or coalesce(until, '') !~ '^[0-9]{1,12}$'
      or until::bigint < extract(epoch from transaction_timestamp()) then
    return false;
  end if;
  said := convert_to(concat_ws(E'\x1e', what, until,
    coalesce(current_setting('yiwang.' || what || '_from', true), ''),
    coalesce(current_setting('yiwang.' || what || '_to', true), ''),
    coalesce(current_setting('yiwang.' || what || '_paths', true), ''),
    coalesce(current_setting('yiwang.' || what || '_units', true), ''),
    coalesce(current_setting('yiwang.' || what || '_person', true), ''),
    coalesce(current_setting('yiwang.' || what || '_all', true), ''),
    coalesce(current_setting('yiwang.' || what || '_denied', true), '')), 'UTF8');
  return (select given = encode(sha256(outer_key || sha256(inner_key || said)), 'hex') from access.row_key);
end $$;

-- Whether a rule that denies speaks of the row; asked only where there is such a rule.
create function access.denied(what text, region_path text, unit text, person bigint) returns boolean
language plpgsql stable parallel safe as $$
declare
  parts text[] := string_to_array(current_setting('yiwang.' || what || '_denied', true), E'\x1d');
begin
  return coalesce((region_path || '.') like any (string_to_array(parts[1], E'\x1f')), false)
      or coalesce(unit = any (string_to_array(parts[2], E'\x1f')), false)
      or coalesce(person::text = parts[3], false);
end $$;

-- The condition of a policy as text. Names are of columns of the guarded table, or null where it has none.
create function access.row_condition(what text, region text, region_may_be_null boolean, unit text, person text)
returns text language plpgsql immutable as $$
declare
  arms text[] := '{}';
begin
  if region is not null then
    arms := arms || format($c$(%1$s ~>=~ current_setting('yiwang.%2$s_from', true)
      and %1$s ~<~ current_setting('yiwang.%2$s_to', true)
      and (%1$s || '.') like any (string_to_array(current_setting('yiwang.%2$s_paths', true), E'\x1f')))$c$,
      region, what);
  end if;
  if region is null then
    arms := arms || format($c$current_setting('yiwang.%s_all', true) = 'on'$c$, what);
  elsif region_may_be_null then
    arms := arms || format($c$(%s is null and current_setting('yiwang.%s_all', true) = 'on')$c$, region, what);
  end if;
  if unit is not null then
    arms := arms || format($c$%s = any (string_to_array(current_setting('yiwang.%s_units', true), E'\x1f'))$c$,
      unit, what);
  end if;
  if person is not null then
    arms := arms || format($c$%s = nullif(current_setting('yiwang.%s_person', true), '')::bigint$c$, person, what);
  end if;
  return format(
    $c$(select access.sealed(%1$L)) and (%2$s)
      and (coalesce(current_setting('yiwang.%3$s_denied', true), '') = ''
        or not access.denied(%1$L, %4$s, %5$s, %6$s))$c$,
    what, array_to_string(arms, ' or '), what,
    coalesce(region, 'null'), coalesce(unit, 'null'), coalesce(person || '::bigint', 'null'));
end $$;

-- Row security on, for the owner too; the platform itself passes. Whoever makes a table calls one of these procedures
-- for it, or nobody but the owner can use it.
create procedure access.guard_system(tab regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
  execute format('create policy system on %s to yiwang_system using (true) with check (true)', tab);
  execute format('grant select, insert, update, delete on %s to yiwang_system', tab);
end $$;

-- A table of a data class: read by those who may, changed by those who may if `change` says that people change it
-- themselves; otherwise the platform does it for them after its own decision.
create procedure access.guard(
  tab regclass, class text, region text default null, unit text default null, person text default null,
  change boolean default false)
language plpgsql as $$
declare
  may_be_null boolean := coalesce((select not attnotnull from pg_attribute
    where attrelid = tab and attname = region), false);
  readable    text := access.row_condition(class || '_read', region, may_be_null, unit, person);
  changeable  text := access.row_condition(class || '_change', region, may_be_null, unit, person);
begin
  call access.guard_system(tab);
  execute format('grant select on %s to yiwang_app', tab);
  execute format('create policy readable on %s for select to yiwang_app using (%s)', tab, readable);
  if change then
    execute format('grant insert, update, delete on %s to yiwang_app', tab);
    execute format('create policy may_add on %s for insert to yiwang_app with check (%s)', tab, changeable);
    execute format('create policy may_change on %s for update to yiwang_app using (%s)', tab, changeable);
    execute format('create policy may_remove on %s for delete to yiwang_app using (%s)', tab, changeable);
  end if;
end $$;

-- Rows that belong to a row of another table are seen by whoever sees that one.
create procedure access.guard_part(tab regclass, key text, whole regclass, whole_key text) language plpgsql as $$
begin
  call access.guard_system(tab);
  execute format('grant select on %s to yiwang_app', tab);
  execute format(
    'create policy readable on %1$s for select to yiwang_app
       using (exists (select from %2$s whole where whole.%3$I = %1$s.%4$I))', tab, whole, whole_key, key);
end $$;

-- Public facts: everybody reads them, the platform changes them.
create procedure access.guard_open(tab regclass) language plpgsql as $$
begin
  call access.guard_system(tab);
  execute format('grant select on %s to yiwang_app', tab);
  execute format('create policy readable on %s for select to yiwang_app using (true)', tab);
end $$;

call access.guard('access.person', 'account', person => 'id');
call access.guard_open('access.unit');
-- what somebody is here to do is seen with the person; how they prove who they are, by the platform alone
call access.guard_part('access.duty_held', 'person_id', 'access.person', 'id');
call access.guard_system('access.session');
call access.guard_system('access.sign_in_attempt');
call access.guard_system('access.factor');
call access.guard_system('access.recovery_code');
call access.guard_system('access.api_key');
-- wrapped by a master key that is not in the database, and needed while a person's transaction is open
call access.guard_open('access.vault_key');
call access.guard_system('access.audit_entry');
revoke update, delete, truncate on access.audit_entry from yiwang_system;
call access.guard_system('access.audit_head');
call access.guard_system('access.audit_watch');
call access.guard_system('access.unusual_look');
