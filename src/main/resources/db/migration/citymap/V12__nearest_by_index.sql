-- Which of some kinds are nearest is found in the index alone; only those are fetched.
drop index citymap.component_of_class;
create index component_of_class on citymap.component (class_no, s2) include (id, lat_e7, lng_e7, state, region_path);

create or replace function citymap.close_ground() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set maintenance_work_mem = '512MB' as $$
begin
  alter table citymap.component add constraint component_pkey primary key (id);
  create index component_s2 on citymap.component (s2);
  create index component_of_class on citymap.component (class_no, s2) include (id, lat_e7, lng_e7, state, region_path);
  create index component_guarded on citymap.component (region_path text_pattern_ops) where region_path is not null;
  create index component_cell_cell on citymap.component_cell (cell, id);
  create index component_cell_of_class on citymap.component_cell (class_no, cell, id);
  create index component_cell_guarded on citymap.component_cell (region_path text_pattern_ops) where region_path is not null;
  alter table citymap.component enable row level security;
  alter table citymap.component_cell enable row level security;
  analyze citymap.component, citymap.component_cell;
end $$;

-- Today's nearest things of some kinds, as whoever asks: the k points by the haversine formula, and every shape whose
-- cover meets the ranges. Shapes among the points stand for no other: they are no farther than the point on them.
-- Planned once for all kinds and places, which takes as long as finding them.
create function citymap.nearest(kinds int[], low bigint[], high bigint[], above bigint[], states int[],
  lat float8, lng float8, k int) returns setof citymap.component
language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select c.* from (
    select p.id, p.s2, p.class_no from unnest(kinds) as kind (no), unnest(low, high) as range (low, high), lateral (
      select i.id, i.s2, i.class_no, i.state, i.lat_e7 / 1e7::float8 as lat, i.lng_e7 / 1e7::float8 as lng
      from citymap.component i
      where i.class_no = kind.no and i.s2 between range.low and range.high offset 0) p
    where p.state = any(states)
    order by power(sind((p.lat - nearest.lat) / 2), 2)
      + cosd(p.lat) * cosd(nearest.lat) * power(sind((p.lng - nearest.lng) / 2), 2), p.id
    limit k) n, lateral (
    select * from citymap.component i where i.class_no = n.class_no and i.s2 = n.s2 and i.id = n.id offset 0) c
  union all
  select c.* from (
    select e.id from unnest(kinds) as kind (no), unnest(low, high) as range (low, high), lateral (
      select i.id from citymap.component_cell i
      where i.class_no = kind.no and i.cell between range.low and range.high offset 0) e
    union
    select e.id from unnest(kinds) as kind (no), unnest(above) as a (cell), lateral (
      select i.id from citymap.component_cell i where i.class_no = kind.no and i.cell = a.cell offset 0) e) e, lateral (
    select * from citymap.component i where i.id = e.id offset 0) c
  where c.shape is not null and c.state = any(states);
end $$;
