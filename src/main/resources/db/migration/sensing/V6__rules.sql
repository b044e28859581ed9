-- Rules on readings of devices: every version that ever was, the one in force without an end.
create table sensing.sensor_rule (
  code       text        not null,
  version    int         not null,
  body       text        not null, -- JSON
  valid_from timestamptz not null,
  valid_to   timestamptz,
  note       text,
  by_name    text        not null,
  primary key (code, version)
);
create unique index sensor_rule_in_force on sensing.sensor_rule (code) where valid_to is null;

-- Where the rules stand with a quantity of a device, so that a restart goes on.
create table sensing.rule_state (
  device   bigint not null,
  quantity text   not null,
  state    bytea  not null,
  primary key (device, quantity)
);

-- What the rules have found: one row a firing, its id made from rule, device and beginning.
create table sensing.firing (
  id               uuid primary key,
  rule             text             not null,
  version          int              not null,
  name_zh          text             not null,
  name_en          text             not null,
  severity         smallint         not null,
  class_code       text,                       -- of the matter it raises
  device           bigint           not null,
  device_code      text             not null,
  device_name      text             not null,
  component        bigint,
  quantity         text             not null,
  region_path      text             not null,
  lat_e7           int              not null,
  lng_e7           int              not null,
  since            timestamptz      not null,  -- what is seen began
  started_at       timestamptz      not null,  -- the rule fires
  found_at         timestamptz      not null,  -- by the clock here
  ended_at         timestamptz,
  ended_by         text,                       -- READING or RULE
  value            double precision not null,
  peak             double precision,
  why_zh           text             not null,
  why_en           text             not null,
  together         text[]           not null,  -- codes of the devices that say the same
  suppressed       boolean          not null,  -- somebody works there: nothing is raised
  raised_at        timestamptz,                -- a matter was raised
  acknowledged_at  timestamptz,
  acknowledged_by  text,
  acknowledge_note text,
  level            smallint         not null default 0, -- how often it was escalated
  escalate_at      timestamptz,
  escalate_after   interval
);
create index firing_new on sensing.firing (started_at desc, id);
create index firing_open on sensing.firing (device, rule) where ended_at is null;
create index firing_path on sensing.firing (region_path text_pattern_ops, started_at);
create index firing_rule on sensing.firing (rule, started_at);
create index firing_device on sensing.firing (device, started_at);
create index firing_escalates on sensing.firing (escalate_at) where escalate_at is not null;
create index firing_suppressed on sensing.firing (id) where suppressed and ended_at is null;

create table sensing.firing_act (
  id      bigint generated always as identity primary key,
  firing  uuid        not null references sensing.firing (id) on delete cascade,
  act     text        not null,
  at      timestamptz not null,
  by_name text,
  note    text
);
create index firing_act_of on sensing.firing_act (firing, id);

-- Somebody works on a device, or in a region: what is found meanwhile raises nothing.
create table sensing.maintenance (
  id          bigint generated always as identity primary key,
  device      bigint,
  device_code text,
  region_path text        not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null check (to_at > from_at),
  reason      text        not null,
  by_name     text        not null
);
create index maintenance_now on sensing.maintenance (to_at);

call access.guard_open('sensing.sensor_rule');
call access.guard_system('sensing.rule_state');
call access.guard('sensing.firing', 'alarm', region => 'region_path');
call access.guard_part('sensing.firing_act', 'firing', 'sensing.firing', 'id');
call access.guard('sensing.maintenance', 'alarm', region => 'region_path');
grant usage, update on all sequences in schema sensing to yiwang_system;
