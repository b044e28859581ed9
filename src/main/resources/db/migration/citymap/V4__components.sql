-- One table for everything on the map: points, lines and areas. The class of a thing says its layer; where it stands
-- says its unit grid, neighbourhood and BeiDou code, which are therefore not stored.

-- Whoever answers for things 主管部门、权属单位、养护单位.
create table citymap.keeper (
  id        int generated always as identity primary key,
  code      text not null unique, -- the unified social credit code, or the one its owner uses
  name_zh   text not null,
  name_en   text not null default '',
  unit_code text                  -- the unit of this platform that answers for it
);

-- What we believe today of things as they are today.
create table citymap.component_now (
  id          bigint not null,      -- 17 digits (GB/T 47678.5): division, class, sequence
  s2          bigint not null,      -- leaf cell of the point
  valid_from  timestamptz not null, -- since when it is so in the city
  known_from  timestamptz not null, -- since when we believe so
  lat_e7      int not null,
  lng_e7      int not null,
  class_no    int not null,
  manager     int,                  -- citymap.keeper
  owner       int,
  maintainer  int,
  height      real,                 -- metres above ground
  state       smallint not null check (state between 0 and 4), -- intact, damaged, lost, abandoned, removed
  accuracy    smallint not null default 0 check (accuracy between 0 and 3), -- unknown, A, B, C
  source      smallint not null default 0 check (source between 0 and 4),   -- unknown, surveyed, topographic map, base data, other
  name        text,
  address     text,
  remark      text,
  details     jsonb,
  shape       bytea,                -- WKB, longitude and latitude in degrees; null is a point
  region_path text                  -- of things that not everybody may see: where; null is open to all
);
insert into citymap.component_now (id, s2, valid_from, known_from, lat_e7, lng_e7, class_no, state, name)
  select id::bigint, s2, changed_at, changed_at, round(lat * 1e7), round(lng * 1e7), substr(id, 7, 5)::int, 0, name_zh
  from citymap.component where id ~ '^\d{17}$';
drop table citymap.component;
alter table citymap.component_now rename to component;
alter table citymap.component add constraint component_pkey primary key (id);
create index component_s2 on citymap.component (s2);
create index component_of_class on citymap.component (class_no, s2);
create index component_guarded on citymap.component (region_path text_pattern_ops) where region_path is not null;

-- What we believed before, or believe of earlier times.
create table citymap.component_past (
  like citymap.component including constraints,
  valid_to timestamptz, -- null: as far as we knew it went on
  known_to timestamptz  -- null: we believe so still
);
create index component_past_id on citymap.component_past (id);
create index component_past_s2 on citymap.component_past (s2);
create index component_past_guarded on citymap.component_past (region_path text_pattern_ops) where region_path is not null;

-- S2 cells that cover each shape that is or was.
create table citymap.component_cell (
  cell        bigint not null,
  id          bigint not null,
  region_path text
);
create index component_cell_cell on citymap.component_cell (cell, id);
create index component_cell_guarded on citymap.component_cell (region_path text_pattern_ops) where region_path is not null;

-- What was changed together, by whom and why; undone together.
create table citymap.change_set (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  person_id   bigint,
  person_name text not null,
  origin      text not null check (origin in ('SURVEY', 'IMPORT', 'EDIT', 'LOAD', 'UNDO')),
  reason      text not null,
  undoes      bigint references citymap.change_set,
  undone_by   bigint references citymap.change_set
);

create table citymap.component_change (
  seq          bigint generated always as identity primary key,
  set_id       bigint not null references citymap.change_set,
  component_id bigint not null,
  kind         smallint not null check (kind between 0 and 4), -- appeared, moved, amended, state, removed
  at           timestamptz not null,
  s2_before    bigint,
  s2_after     bigint,
  region_path  text
);
create index component_change_set on citymap.component_change (set_id);
create index component_change_component on citymap.component_change (component_id, seq);
create index component_change_guarded on citymap.component_change (region_path text_pattern_ops) where region_path is not null;

-- The last sequence given out of a division and class.
create table citymap.component_sequence (
  prefix bigint primary key, -- division and class, 11 digits
  last   int not null check (last between 0 and 999999)
);

call access.guard_open('citymap.keeper');
call access.guard_system('citymap.component_sequence');
call access.guard_system('citymap.change_set');

do $$
declare
  tab regclass;
begin
  foreach tab in array array['citymap.component', 'citymap.component_past', 'citymap.component_cell',
      'citymap.component_change']::regclass[] loop
    call access.guard_system(tab);
    execute format('grant select on %s to yiwang_app', tab);
    execute format('create policy readable on %s for select to yiwang_app using (region_path is null or (%s))', tab,
      access.row_condition('lifeline_read', 'region_path', false, null, null));
  end loop;
end $$;

-- Millions at once go into the empty table by COPY, which PostgreSQL refuses where there is row security; so that is off
-- for the length of the transaction, whose lock keeps everybody else out. Refused when there is something in the table.
create function citymap.open_ground() returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  lock table citymap.component, citymap.component_cell in access exclusive mode;
  if exists (select from citymap.component) then
    return false;
  end if;
  truncate citymap.component_cell;
  alter table citymap.component disable row level security;
  alter table citymap.component_cell disable row level security;
  alter table citymap.component drop constraint component_pkey;
  drop index citymap.component_s2, citymap.component_of_class, citymap.component_guarded, citymap.component_cell_cell,
    citymap.component_cell_guarded;
  return true;
end $$;

create function citymap.close_ground() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set maintenance_work_mem = '512MB' as $$
begin
  alter table citymap.component add constraint component_pkey primary key (id);
  create index component_s2 on citymap.component (s2);
  create index component_of_class on citymap.component (class_no, s2);
  create index component_guarded on citymap.component (region_path text_pattern_ops) where region_path is not null;
  create index component_cell_cell on citymap.component_cell (cell, id);
  create index component_cell_guarded on citymap.component_cell (region_path text_pattern_ops) where region_path is not null;
  alter table citymap.component enable row level security;
  alter table citymap.component_cell enable row level security;
  analyze citymap.component, citymap.component_cell;
end $$;

revoke all on function citymap.open_ground(), citymap.close_ground() from public;
grant execute on function citymap.open_ground(), citymap.close_ground() to yiwang_system;
