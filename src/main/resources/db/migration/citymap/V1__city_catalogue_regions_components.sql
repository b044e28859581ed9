create schema if not exists citymap;

create table citymap.city (
  code      text primary key,
  name_zh   text not null,
  name_en   text not null,
  zone      text not null,
  languages text[] not null,
  min_lat   float8 not null,
  min_lng   float8 not null,
  max_lat   float8 not null,
  max_lng   float8 not null,
  lat       float8 not null,
  lng       float8 not null,
  calendar  text not null,
  changed_at timestamptz not null default now()
);

-- What the readable files of the repository last put here, by hash of their content.
create table citymap.content_version (
  what      text primary key,
  version   text not null,
  loaded_at timestamptz not null default now()
);

create table citymap.component_class (
  standard_ref text not null,
  code         text not null,
  valid_from   date not null,
  valid_to     date check (valid_to > valid_from),
  name_zh      text not null,
  name_en      text not null,
  major_zh     text not null,
  major_en     text not null,
  primary key (standard_ref, code, valid_from)
);

create table citymap.matter_class (
  standard_ref    text not null,
  kind            text not null check (kind in ('component', 'event')),
  code            text not null,
  valid_from      date not null,
  valid_to        date check (valid_to >= valid_from),
  name_zh         text not null,
  name_en         text not null,
  major_zh        text not null,
  major_en        text not null,
  radius_m        int not null check (radius_m > 0),
  window_s        bigint not null check (window_s > 0),
  evidence_needed float8 not null check (evidence_needed > 0),
  quiet_s         bigint not null check (quiet_s > 0),
  auto_file       boolean not null,
  confusable      text[] not null,
  keywords        text[] not null,
  basis           text not null,
  primary key (standard_ref, kind, code, valid_from)
);

create table citymap.filing_condition (
  standard_ref text not null,
  kind         text not null,
  class_code   text not null,
  valid_from   date not null,
  ordinal      int not null check (ordinal between 1 and 99),
  id           bigint not null,
  name_zh      text not null,
  name_en      text not null,
  amount       int not null check (amount > 0),
  unit         text not null check (unit in ('URGENT_HOUR', 'WORK_HOUR', 'WORK_DAY', 'NATURAL_DAY')),
  primary key (standard_ref, kind, class_code, valid_from, ordinal),
  foreign key (standard_ref, kind, class_code, valid_from) references citymap.matter_class on delete cascade
);

-- How codes of the old edition become codes of the present one.
create table citymap.code_rule (
  kind      text not null,
  old_major text not null,
  new_major text not null,
  primary key (kind, old_major)
);

create table citymap.calendar (
  name         text primary key,
  working_days text[] not null,
  spans        text[] not null
);

create table citymap.calendar_day (
  calendar text not null references citymap.calendar on delete cascade,
  day      date not null,
  working  boolean not null,
  name_zh  text not null,
  name_en  text not null,
  primary key (calendar, day)
);

-- A region as it was from one day to another; the present one has no end.
create table citymap.region (
  code        text not null,
  valid_from  date not null,
  valid_to    date check (valid_to > valid_from),
  level       text not null check (level in ('CITY', 'DISTRICT', 'STREET', 'NEIGHBOURHOOD', 'GRID')),
  name_zh     text not null,
  name_en     text not null,
  parent      text,
  path        text not null,
  lat         float8 not null,
  lng         float8 not null,
  area        bytea not null,    -- WKB, WGS-84 degrees
  cells       bigint[] not null, -- S2 cells that cover it; the first inner_cells of them lie wholly inside
  inner_cells int not null,
  primary key (code, valid_from)
);
create unique index region_present on citymap.region (code) where valid_to is null;
create index region_parent on citymap.region (parent) where valid_to is null;
create index region_cells on citymap.region using gin (cells) where valid_to is null;

create table citymap.component (
  id          text primary key,
  class_code  text not null,
  name_zh     text not null,
  owner_unit  text,
  lat         float8 not null,
  lng         float8 not null,
  s2          bigint not null,   -- leaf cell
  region_code text not null,
  changed_at  timestamptz not null default now()
);
create index component_s2 on citymap.component (s2);
