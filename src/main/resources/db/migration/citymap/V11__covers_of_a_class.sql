-- Lines and areas of a few classes are found without passing by all others.
alter table citymap.component_cell
  add column class_no int not null generated always as ((id / 1000000 % 100000)::int) stored;
create index component_cell_of_class on citymap.component_cell (class_no, cell, id);

create or replace function citymap.open_ground() returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  lock table citymap.component, citymap.component_cell in access exclusive mode;
  alter table citymap.component disable row level security;
  alter table citymap.component_cell disable row level security;
  if exists (select from citymap.component) then
    alter table citymap.component enable row level security;
    alter table citymap.component_cell enable row level security;
    return false;
  end if;
  truncate citymap.component_cell;
  alter table citymap.component drop constraint component_pkey;
  drop index citymap.component_s2, citymap.component_of_class, citymap.component_guarded, citymap.component_cell_cell,
    citymap.component_cell_of_class, citymap.component_cell_guarded;
  return true;
end $$;

create or replace function citymap.close_ground() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set maintenance_work_mem = '512MB' as $$
begin
  alter table citymap.component add constraint component_pkey primary key (id);
  create index component_s2 on citymap.component (s2);
  create index component_of_class on citymap.component (class_no, s2);
  create index component_guarded on citymap.component (region_path text_pattern_ops) where region_path is not null;
  create index component_cell_cell on citymap.component_cell (cell, id);
  create index component_cell_of_class on citymap.component_cell (class_no, cell, id);
  create index component_cell_guarded on citymap.component_cell (region_path text_pattern_ops) where region_path is not null;
  alter table citymap.component enable row level security;
  alter table citymap.component_cell enable row level security;
  analyze citymap.component, citymap.component_cell;
end $$;
