create schema if not exists vision;

-- The cameras of the city. The address of a stream often carries a password, so it is sealed by the vault (field
-- vision.camera.address) and never shown again.
create table vision.camera (
  id           bigint generated always as identity primary key,
  code         text not null unique,
  name         text not null,
  lat          double precision not null,
  lng          double precision not null,
  region_path  text not null,
  unit_code    text,                     -- who keeps it
  component_id text,                     -- the camera as a component of the map
  heading      double precision,         -- degrees from north by east
  view_degrees double precision,
  reach_metres double precision,
  source_kind  text not null,
  address      bytea,
  enabled      boolean not null,
  schedule     text not null,            -- when it is looked at: [{days, from, until}]
  abilities    text not null,            -- what is looked for: [{id, everySeconds}]
  zones        text not null,            -- drawn on its picture: [{kind, name, corners}]
  ground       text not null,            -- four points of the picture and of the ground, or none
  silent_after integer,                  -- seconds
  seen_at      timestamptz,              -- of its last picture
  version      integer not null default 1,
  changed_at   timestamptz not null,
  changed_by   bigint
);
create index camera_guarded on vision.camera (region_path text_pattern_ops);

-- What was proven to stand in a place. Kept so that a restart goes on with the same track and makes no second matter.
create table vision.track (
  id          text primary key,
  camera_id   bigint not null references vision.camera on delete cascade,
  region_path text not null,
  ability     text not null,
  version     text not null,
  label       text not null,
  class_code  text not null,
  confidence  double precision not null,
  x           double precision not null, -- its box, in parts of the picture
  y           double precision not null,
  width       double precision not null,
  height      double precision not null,
  begun_at    timestamptz not null,
  proven_at   timestamptz not null,
  seen_at     timestamptz not null,
  standing    text not null,             -- PROVEN, OFFERED to a person, REPORTED as a matter
  photo       text,
  sketch      bytea,                     -- how the view looked, in 32 by 18 gradients
  ended_at    timestamptz,
  ended       text                       -- CLEARED, LOST, REJECTED
);
create index track_open on vision.track (camera_id) where ended_at is null;
create index track_guarded on vision.track (region_path text_pattern_ops);

call access.guard('vision.camera', 'camera', region => 'region_path');
call access.guard('vision.track', 'camera', region => 'region_path');
