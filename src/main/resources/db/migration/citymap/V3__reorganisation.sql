-- What regions were before a reorganisation, and what became of those that are no more. The dated rows of
-- citymap.region tell what was valid when.
create table citymap.region_before (
  reorganisation bigint not null,
  code           text   not null,
  level          text   not null,
  name_zh        text   not null,
  name_en        text   not null,
  parent         text,
  path           text   not null,
  lat            float8 not null,
  lng            float8 not null,
  area           bytea  not null,
  primary key (reorganisation, code)
);
create table citymap.region_successor (
  code           text   not null,
  successor      text   not null,
  reorganisation bigint not null,
  primary key (code, successor, reorganisation)
);
create index region_successor_reorganisation on citymap.region_successor (reorganisation);
create index region_path on citymap.region (path) where valid_to is null;
-- a region that was made and ended on one day lived for none, and is still known
do $$
declare old name;
begin
  select conname into old from pg_constraint
  where conrelid = 'citymap.region'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%valid_to%';
  execute format('alter table citymap.region drop constraint %I', old);
end $$;
alter table citymap.region add constraint region_period check (valid_to >= valid_from);
call access.guard_system('citymap.region_before');
call access.guard_open('citymap.region_successor');
