-- The devices of the city, eleven million of them at most: narrow rows, few indexes.
create table sensing.device (
  id            bigint generated always as identity primary key,
  code          text             not null collate "C" unique,
  model         text             not null collate "C",
  component     bigint,
  lat           double precision not null,
  lng           double precision not null,
  cell          bigint           not null,
  region_path   text             not null,
  unit_code     text,
  name          text             not null,
  firmware      text,
  calibrated_on date,
  maintenance   boolean          not null default false,
  created_at    timestamptz      not null
);
create index device_cell on sensing.device (cell);
create index device_region on sensing.device (region_path text_pattern_ops, code);
create index device_component on sensing.device (component) where component is not null;
create index device_unit on sensing.device (unit_code) where unit_code is not null;
call access.guard('sensing.device', 'device', region => 'region_path', unit => 'unit_code');

-- SHA-256 of 256 random bits: nothing to guess, and quick to check when fifty thousand come back at once
create table sensing.device_secret (
  device bigint primary key references sensing.device on delete cascade,
  hash   bytea not null,
  since  timestamptz not null
);
call access.guard_system('sensing.device_secret');

-- What was heard of a device last; written again and again, so each page keeps room for it.
create table sensing.device_presence (
  device  bigint primary key,
  online  boolean     not null,
  since   timestamptz not null
) with (fillfactor = 70);
create index device_online on sensing.device_presence (device) where online;
call access.guard_part('sensing.device_presence', 'device', 'sensing.device', 'id');

create table sensing.last_value (
  device   bigint           not null,
  quantity text             not null collate "C",
  at       timestamptz      not null,
  value    double precision not null,
  primary key (device, quantity)
) with (fillfactor = 70);
call access.guard_part('sensing.last_value', 'device', 'sensing.device', 'id');
