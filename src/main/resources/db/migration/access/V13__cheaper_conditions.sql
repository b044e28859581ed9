-- The conditions of row security again, for what each row costs: a page of people used to spend a third of its time in
-- putting a dot behind a path and comparing it with patterns. What lies below a region is compared as text now, between
-- the path with a dot and the path with a slash, which comes right behind the dot. Patterns are asked only where that
-- says no: for the region itself and for several regions. Yes and no of a whole setting are subqueries without columns
-- too, and no subquery is there that an arm could do without: each costs some microseconds a query.

-- A part of a setting as an expression.
create function access.told_part(what text, part int) returns text language sql immutable as $$
  select format($c$split_part(current_setting('yiwang.%s', true), E'\x1e', %s)$c$, what, part)
$$;

create or replace function access.row_condition(
  what text, region text, region_may_be_null boolean, unit text, person text)
returns text language plpgsql immutable as $$
declare
  arms text[] := '{}';
  -- where those below the one region begin; null when there are several
  below text := format($c$(select case when strpos(%s, E'\x1f') = 0 then %s || '.' end)$c$,
    access.told_part(what, 5), access.told_part(what, 3));
begin
  if region is not null then
    arms := arms || format(
      '(%1$s ~>=~ %2$s and %1$s ~<~ %3$s and (%1$s ~>=~ %4$s or (%1$s || ''.'') like any (%5$s)))',
      region, access.told(what, 3), access.told(what, 4), below, access.told(what, 5, true));
  end if;
  if region is null then
    arms := arms || format($c$(select %s = 'on')$c$, access.told_part(what, 8));
  elsif region_may_be_null then
    arms := arms || format($c$(%s is null and (select %s = 'on'))$c$, region, access.told_part(what, 8));
  end if;
  if unit is not null then
    arms := arms || format('%s = any (%s)', unit, access.told(what, 6, true));
  end if;
  if person is not null then
    arms := arms || format($c$%s = nullif(%s, '')::bigint$c$, person, access.told(what, 7));
  end if;
  return format(
    $c$(select access.sealed(%1$L)) and (%2$s) and ((select %3$s = '') or not access.denied(%1$L, %4$s, %5$s, %6$s))$c$,
    what, array_to_string(arms, ' or '), access.told_part(what, 9),
    coalesce(region, 'null'), coalesce(unit, 'null'), coalesce(person || '::bigint', 'null'));
end $$;

-- Whether a rule gives rows as the reader's own, and none denies any.
create function access.gives_own(what text) returns boolean language plpgsql stable parallel safe as $$
declare
  parts text[] := string_to_array(current_setting('yiwang.' || what, true), E'\x1e');
begin
  return access.sealed(what) and parts[7] <> '' and parts[9] = '';
end $$;

-- Conditions made before are made anew; what each speaks of are the arguments of its access.denied. Those of citymap
-- stand inside conditions of its own and hold as they are.
do $$
declare
  old   record;
  parts text[];
  made  text;
begin
  for old in
    select *, coalesce(qual, with_check) as said from pg_policies
    where coalesce(qual, with_check) like '%access.denied(%' and schemaname <> 'citymap'
  loop
    parts := regexp_match(old.said,
      'access\.denied\(''([a-z_]+)''::text, (?:NULL::text|([a-z_]+)), (?:NULL::text|([a-z_]+)), '
      || '(?:NULL::bigint|\(?([a-z_]+)(?:\)::bigint)?)\)');
    made := access.row_condition(parts[1], parts[2],
      parts[2] is not null and old.said like '%' || parts[2] || ' IS NULL%', parts[3], parts[4]);
    execute format('alter policy %I on %I.%I', old.policyname, old.schemaname, old.tablename)
      || case when old.qual is not null then ' using (' || made || ')' else '' end
      || case when old.with_check is not null then ' with check (' || made || ')' else '' end;
  end loop;
end $$;
