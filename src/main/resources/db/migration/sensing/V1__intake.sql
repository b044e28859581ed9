create schema if not exists sensing;

-- rows that were not accepted, one each, with what was wrong and what may help
create table sensing.intake_issue (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  source     text not null,
  reason     text not null,
  detail     text not null,
  field      text,
  value      text,
  advice     text not null,
  key        text,
  row_number integer not null,
  raw        text not null
);
create index intake_issue_by_source on sensing.intake_issue (source, reason, at);
create index intake_issue_by_time on sensing.intake_issue (at);

-- what residents and Open311 clients filed, so that they can ask what became of it; contacts stay here, out of the log
create table sensing.filing (
  observation   uuid primary key,
  tracking      text not null unique,
  source        text not null,
  key           text not null,
  class_code    text not null,
  lat           double precision not null,
  lng           double precision not null,
  filed_at      timestamptz not null,
  description   text,
  address       text,
  photos        text[] not null default '{}',
  contact_name  text,
  contact_phone text,
  contact_email text,
  unique (source, key)
);
