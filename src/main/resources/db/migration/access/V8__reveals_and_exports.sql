-- Masked fields shown in full for minutes, and lists taken away as files: who asked for what and why, who else agreed.

-- A grant holds in one session at one post; a session that is over shows nothing any more.
create table access.reveal_grant (
  id            bigint generated always as identity primary key,
  person_id     bigint not null references access.person (id),
  login         text not null,
  name          text not null,
  session_id    bigint not null,
  unit_code     text not null,
  region_code   text not null,
  region_path   text not null,
  objects       text[] not null check (cardinality(objects) between 1 and 200),
  fields        text[] not null check (cardinality(fields) > 0),
  purpose       text not null,
  reference     text not null,
  bulk          boolean not null,
  asked_at      timestamptz not null,
  approved      boolean,
  decided_by    bigint references access.person (id),
  decided_name  text,
  decided_at    timestamptz,
  reason        text,
  begun_at      timestamptz,
  ends_at       timestamptz,
  check (decided_by <> person_id),
  check (begun_at is null or not bulk or coalesce(approved, false)),
  check ((begun_at is null) = (ends_at is null))
);
create index reveal_grant_person on access.reveal_grant (person_id, asked_at);
create index reveal_grant_waiting on access.reveal_grant (asked_at) where bulk and approved is null;
call access.guard('access.reveal_grant', 'reveal', region => 'region_path', person => 'person_id');

create table access.export_request (
  id             bigint generated always as identity primary key,
  person_id      bigint not null references access.person (id),
  login          text not null,
  name           text not null,
  unit_code      text not null,
  region_code    text not null,
  region_path    text not null,
  what           text not null,
  filter         jsonb not null,
  lang           text not null,
  purpose        text not null,
  reference      text not null,
  row_count      bigint not null,
  needs_approval boolean not null,
  asked_at       timestamptz not null,
  approved       boolean,
  decided_by     bigint references access.person (id),
  decided_name   text,
  decided_at     timestamptz,
  reason         text,
  withdrawn_at   timestamptz,
  downloads      int not null default 0,
  most_downloads int not null,
  expires_at     timestamptz not null,
  rows_taken     bigint not null default 0,
  check (decided_by <> person_id),
  check (downloads = 0 or not needs_approval or coalesce(approved, false)),
  check (downloads <= most_downloads)
);
create index export_request_person on access.export_request (person_id, asked_at);
create index export_request_waiting on access.export_request (asked_at)
  where needs_approval and approved is null and withdrawn_at is null;
call access.guard('access.export_request', 'export', region => 'region_path', person => 'person_id');
