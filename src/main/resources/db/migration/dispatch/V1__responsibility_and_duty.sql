create schema if not exists dispatch;

create table dispatch.responsibility (
  id            bigint generated always as identity primary key,
  class_pattern text not null check (class_pattern ~ '^(\*|[0-9]{1,8})$'),
  region_code   text not null,
  owner         text,
  unit_code     text not null,
  valid_from    date not null,
  valid_to      date check (valid_to > valid_from),
  unique nulls not distinct (class_pattern, region_code, owner, valid_from)
);

-- Everybody who may be given a case: workers, and the duty officers who answer for a region.
create table dispatch.worker (
  person_id   bigint primary key,
  name        text not null,
  name_en     text not null,
  role        text not null,
  unit_code   text not null,
  region_path text not null,
  max_load    int not null check (max_load > 0),
  switched_on boolean,
  switched_at timestamptz,
  lat         double precision,
  lng         double precision,
  seen_at     timestamptz
);

create table dispatch.roster (
  id         bigint generated always as identity primary key,
  person_id  bigint not null references dispatch.worker on delete cascade,
  days       smallint not null, -- bit 0 is Monday; 0 means only on valid_from
  from_time  time not null,
  to_time    time not null,
  valid_from date not null,
  valid_to   date check (valid_to > valid_from),
  unique nulls not distinct (person_id, days, from_time, to_time, valid_from)
);

-- Units and workers that gave a case back: not chosen for it again.
create table dispatch.refusal (
  case_id   bigint not null,
  version   int not null,
  unit_code text,
  worker_id bigint,
  at        timestamptz not null,
  primary key (case_id, version)
);
