-- Files of things on the map that are brought in: received in pieces, read into rows of their own, compared to the city,
-- looked at, applied as one change set. Every stage can be done again from what is here.
create table citymap.map_import (
  id          bigint generated always as identity primary key,
  file_name   text not null,
  bytes       bigint not null,
  received    bigint not null default 0,
  mapping     text not null,            -- YAML
  source      text not null,            -- the data set, whose keys are its own
  stage       text not null check (stage in ('RECEIVING', 'READING', 'COMPARING', 'REVIEW', 'APPLYING', 'APPLIED',
                'UNDONE', 'FAILED', 'DISCARDED')),
  person_id   bigint not null,
  person_name text not null,
  region_path text not null,            -- whose region: rows must lie in it
  guarded     boolean not null,         -- whether they may change guarded layers
  started_at  timestamptz not null,
  changed_at  timestamptz not null,
  worker      text,                     -- which instance works on it, until when
  leased_to   timestamptz,
  format      text,
  crs         text,
  notes       jsonb not null default '[]',
  fault       text,
  advice      text,
  last_row    bigint not null default 0, -- rows of the file that are dealt with
  accepted    bigint not null default 0,
  rejected    bigint not null default 0,
  left_out    bigint not null default 0, -- by the conditions of the mapping
  compared    bigint not null default 0,
  appeared    bigint not null default 0,
  moved       bigint not null default 0,
  amended     bigint not null default 0,
  vanished    bigint not null default 0,
  same        bigint not null default 0,
  set_id      bigint references citymap.change_set
);

create table citymap.map_import_row (
  import_id   bigint not null references citymap.map_import on delete cascade,
  row_no      bigint not null,          -- negative: not in the file, but in the city
  kind        smallint not null default 0 check (kind between 0 and 5), -- not compared, appeared, moved, amended, vanished, same
  component_id bigint,
  given_id    bigint,
  source_key  text,
  class_no    int not null,
  division    int not null,
  lat_e7      int not null,
  lng_e7      int not null,
  shape       bytea,
  facts       jsonb not null,
  expected    timestamptz,              -- the version of the component it was compared to
  before_lat_e7 int,
  before_lng_e7 int,
  metres      real,
  differences jsonb not null default '[]',
  left_out    boolean not null default false, -- by whoever looked at it
  primary key (import_id, row_no)
);
create unique index map_import_row_key on citymap.map_import_row (import_id, source_key) where source_key is not null;
create index map_import_row_component on citymap.map_import_row (import_id, component_id);
create index map_import_row_kind on citymap.map_import_row (import_id, kind, row_no);

create table citymap.map_import_reject (
  import_id bigint not null references citymap.map_import on delete cascade,
  row_no    bigint not null,
  field     text not null,
  value     text not null,
  rule      text not null,
  advice    text,
  primary key (import_id, row_no)
);

-- What a source calls a component; a key that is a place begins with @.
create table citymap.map_source_key (
  source       text not null,
  key          text not null,
  component_id bigint not null,
  primary key (source, key)
);
create index map_source_key_component on citymap.map_source_key (component_id);

call access.guard_system('citymap.map_import');
call access.guard_system('citymap.map_import_row');
call access.guard_system('citymap.map_import_reject');
call access.guard_system('citymap.map_source_key');
