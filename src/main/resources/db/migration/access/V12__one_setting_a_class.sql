-- What may be seen of a class in one way is one setting now, such as yiwang.case_read, instead of eight: a transaction
-- begins faster. Its parts are separated by U+001E: 1 seal, 2 until, 3 from, 4 to, 5 paths, 6 units, 7 person, 8 all,
-- 9 denied; the seal covers the name and the parts behind it.
-- Conditions take the parts in subqueries without columns, which PostgreSQL evaluates once a query and not once a row;
-- the bounds may still be those of an index scan.

create or replace function access.sealed(what text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  told  text := current_setting('yiwang.' || what, true);
  given text := split_part(told, E'\x1e', 1);
  until text := split_part(told, E'\x1e', 2);
begin
  if told is null or length(given) <> 64 or until !~ '^[0-9]{1,12}$'
      or until::bigint < extract(epoch from transaction_timestamp()) then
    return false;
  end if;
  return (select given = encode(sha256(outer_key
    || sha256(inner_key || convert_to(what || substr(told, 65), 'UTF8'))), 'hex') from access.row_key);
end $$;

create or replace function access.denied(what text, region_path text, unit text, person bigint) returns boolean
language plpgsql stable parallel safe as $$
declare
  parts text[] := string_to_array(split_part(current_setting('yiwang.' || what, true), E'\x1e', 9), E'\x1d');
begin
  return coalesce((region_path || '.') like any (string_to_array(parts[1], E'\x1f')), false)
      or coalesce(unit = any (string_to_array(parts[2], E'\x1f')), false)
      or coalesce(person::text = parts[3], false);
end $$;

-- The part of a setting as SQL: a text, or an array of what is in it.
create function access.told(what text, part int, as_list boolean default false) returns text language sql immutable as $$
  select format(case when as_list
    then $c$((select string_to_array(split_part(current_setting('yiwang.%s', true), E'\x1e', %s), E'\x1f'))::text[])$c$
    else $c$(select split_part(current_setting('yiwang.%s', true), E'\x1e', %s))$c$ end, what, part)
$$;

create or replace function access.row_condition(
  what text, region text, region_may_be_null boolean, unit text, person text)
returns text language plpgsql immutable as $$
declare
  arms text[] := '{}';
begin
  if region is not null then
    arms := arms || format('(%1$s ~>=~ %2$s and %1$s ~<~ %3$s and (%1$s || ''.'') like any (%4$s))',
      region, access.told(what, 3), access.told(what, 4), access.told(what, 5, true));
  end if;
  if region is null then
    arms := arms || format($c$%s = 'on'$c$, access.told(what, 8));
  elsif region_may_be_null then
    arms := arms || format($c$(%s is null and %s = 'on')$c$, region, access.told(what, 8));
  end if;
  if unit is not null then
    arms := arms || format('%s = any (%s)', unit, access.told(what, 6, true));
  end if;
  if person is not null then
    arms := arms || format($c$%s = nullif(%s, '')::bigint$c$, person, access.told(what, 7));
  end if;
  return format(
    $c$(select access.sealed(%1$L)) and (%2$s) and (%3$s = '' or not access.denied(%1$L, %4$s, %5$s, %6$s))$c$,
    what, array_to_string(arms, ' or '), access.told(what, 9),
    coalesce(region, 'null'), coalesce(unit, 'null'), coalesce(person || '::bigint', 'null'));
end $$;

-- Conditions made before ask for the old settings. Each is made anew; what it speaks of are the arguments of its
-- access.denied('case_read'::text, region_path, unit_code, worker_id).
do $$
declare
  old   record;
  parts text[];
  made  text;
begin
  for old in
    select *, coalesce(qual, with_check) as said from pg_policies
    where coalesce(qual, with_check) like '%current_setting(''yiwang.%'
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
