-- the map and the catalogue are public
do $$
declare tab regclass;
begin
  for tab in select oid from pg_class where relnamespace = 'citymap'::regnamespace and relkind = 'r' loop
    call access.guard_open(tab);
  end loop;
end $$;
