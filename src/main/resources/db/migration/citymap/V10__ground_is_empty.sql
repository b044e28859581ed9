-- The owner, as whom the function runs, sees no row as long as row security is forced: look when it is off.
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
    citymap.component_cell_guarded;
  return true;
end $$;
