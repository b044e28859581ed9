-- How many people were in a cell of the grid (S2 level 18, about 35 m) in the mean of a minute, by camera. Counts only.
create table vision.heat (
  minute      timestamptz not null,
  cell        bigint not null,
  camera_id   bigint not null references vision.camera on delete cascade,
  region_path text not null,
  people      real not null,
  primary key (minute, cell, camera_id)
);
create index heat_guarded on vision.heat (region_path text_pattern_ops);

-- A crowd that was told as a matter, until it has gone. Kept so that a restart tells of no second one.
create table vision.crowd (
  id          text primary key,
  cell        bigint not null,
  camera_id   bigint not null references vision.camera on delete cascade,
  region_path text not null,
  begun_at    timestamptz not null,
  most        real not null,
  ended_at    timestamptz
);
create unique index crowd_open on vision.crowd (cell, camera_id) where ended_at is null;

call access.guard('vision.heat', 'camera', region => 'region_path');
call access.guard('vision.crowd', 'camera', region => 'region_path');
