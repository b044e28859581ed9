-- What a person is asked about a picture. One row for each track of a camera and version of an ability.
create table vision.candidate (
  id                bigint generated always as identity primary key,
  camera            text        not null,
  ability           text        not null,
  version           text        not null,
  class_code        text        not null,          -- as the ability says
  confidence        double precision not null,
  box               double precision[] not null,   -- x, y, width, height in pixels of the picture
  width             int         not null,
  height            int         not null,
  photo             text,                          -- veiled; null once its time is over
  track             text        not null,
  seen_at           timestamptz not null,
  offered_at        timestamptz not null,
  lat_e7            int         not null,
  lng_e7            int         not null,
  region_path       text        not null,
  band              text        not null check (band in ('FIRED', 'BETWEEN', 'LOW', 'SHADOW')),
  status            text        not null check (status in ('OPEN', 'CONFIRMED', 'CORRECTED', 'REJECTED', 'EXPIRED')),
  said_class        text,                          -- as the person says; null when it is nothing
  decided_by        bigint,
  decider           text,
  decided_at        timestamptz,
  send_at           timestamptz,                   -- when it is reported, unless it is taken back before
  sent_at           timestamptz,
  refusal           text,                          -- why the intake did not take it
  gone_at           timestamptz,                   -- the camera has seen the place clear since
  shadow_version    text,                          -- what the version beside it thought of the same thing
  shadow_confidence double precision,
  unique (camera, ability, version, track)
);
create index candidate_open on vision.candidate (seen_at, id) where status = 'OPEN';
create index candidate_decided on vision.candidate (decided_at desc) where decided_at is not null;
create index candidate_due on vision.candidate (send_at) where send_at is not null and sent_at is null;
create index candidate_of on vision.candidate (ability, version, class_code, decided_at);
create index candidate_region on vision.candidate (region_path text_pattern_ops, seen_at);
create index candidate_kept on vision.candidate (id) where photo is not null;

-- How many things a version saw in each band, of which only some were looked at: without it no figure can be weighed.
create table vision.seen (
  camera      text not null,
  ability     text not null,
  version     text not null,
  class_code  text not null,
  band        text not null,
  day         date not null,
  region_path text not null,
  things      int  not null,
  primary key (ability, version, camera, class_code, band, day)
);

-- What two versions saw in the same pictures.
create table vision.shadow_day (
  camera      text not null,
  ability     text not null,
  active      text not null,
  shadow      text not null,
  day         date not null,
  region_path text not null,
  frames      int  not null,
  both_saw    int  not null,
  only_active int  not null,
  only_shadow int  not null,
  primary key (ability, active, shadow, camera, day)
);

-- Which version of an ability works, which runs beside it, which did once.
create table vision.role (
  ability text        not null,
  version text        not null,
  role    text        not null check (role in ('ACTIVE', 'SHADOW', 'RETIRED')),
  since   timestamptz not null,
  primary key (ability, version)
);
create unique index role_active on vision.role (ability) where role = 'ACTIVE';
create unique index role_shadow on vision.role (ability) where role = 'SHADOW';
create table vision.role_act (
  id      bigint generated always as identity primary key,
  ability text        not null,
  version text        not null,
  role    text        not null,
  instead text,                                    -- the version that had the role before
  at      timestamptz not null,
  by_name text        not null,
  reason  text        not null,
  figures text                                     -- JSON: the comparison it was decided by
);
create index role_act_of on vision.role_act (ability, id);

call access.guard('vision.candidate', 'camera', region => 'region_path');
call access.guard('vision.seen', 'camera', region => 'region_path');
call access.guard('vision.shadow_day', 'camera', region => 'region_path');
call access.guard_open('vision.role');
call access.guard_open('vision.role_act');
grant usage, update on all sequences in schema vision to yiwang_system;
