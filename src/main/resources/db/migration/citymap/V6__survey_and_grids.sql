-- Unit grids that are being drawn anew: one drawing for each neighbourhood, until it is published or dropped.
create table citymap.grid_draft (
  neighbourhood text primary key,
  region_path   text        not null,
  basis         text        not null, -- the grids on which it was begun
  grids         text        not null, -- JSON
  version       int         not null,
  changed_name  text        not null,
  changed_at    timestamptz not null
);
-- Drawings that were published; what became of one, the reorganisation tells.
create table citymap.grid_publication (
  id             bigint generated always as identity primary key,
  neighbourhood  text   not null,
  region_path    text   not null,
  reorganisation bigint not null unique
);
create index grid_publication_of on citymap.grid_publication (neighbourhood, id);

-- Responsibility areas: groups of unit grids of a neighbourhood with who answers for them, from one day to another.
create table citymap.responsibility_area (
  id            bigint generated always as identity primary key,
  code          text        not null,
  valid_from    date        not null,
  valid_to      date        check (valid_to >= valid_from),
  name_zh       text        not null,
  name_en       text        not null,
  neighbourhood text        not null,
  region_path   text        not null,
  grids         text[]      not null,
  unit_code     text,
  person_name   text,
  changed_name  text        not null,
  changed_at    timestamptz not null,
  made_by       bigint,     -- the reorganisations that made and ended it, when grids were drawn anew
  ended_by      bigint
);
create index responsibility_area_of on citymap.responsibility_area (neighbourhood, valid_from);
create index responsibility_area_grids on citymap.responsibility_area using gin (grids) where valid_to is null;

-- What somebody on the street says the map should say.
create table citymap.survey_proposal (
  id           bigint generated always as identity primary key,
  key          text        not null,            -- made on the phone: sent again, nothing is done twice
  kind         text        not null check (kind in ('NEW', 'MOVED', 'CHANGED', 'GONE')),
  component_id bigint,                          -- null as long as it is new
  known_from   timestamptz,                     -- the version of the component the proposer saw
  class_no     int         not null,
  lat_e7       int         not null,
  lng_e7       int         not null,
  s2           bigint      not null,
  accuracy_m   real,
  state        smallint,
  name         text,
  note         text,
  photos       text[]      not null,
  seen_at      timestamptz not null,            -- by the phone
  proposed_at  timestamptz not null,
  proposed_by  bigint      not null,
  proposer     text        not null,
  region_path  text        not null,
  status       text        not null check (status in ('OPEN', 'ACCEPTED', 'REJECTED', 'WITHDRAWN')),
  corrected    text,                            -- JSON: what the reviewer put right before accepting
  decided_by   bigint,
  decider      text,
  decided_at   timestamptz,
  reason       text,
  set_id       bigint,                          -- the change set by which it was applied
  unique (proposed_by, key)
);
create index survey_proposal_open on citymap.survey_proposal (proposed_at, id) where status = 'OPEN';
create index survey_proposal_path on citymap.survey_proposal (region_path text_pattern_ops, proposed_at);
create index survey_proposal_s2 on citymap.survey_proposal (s2) where status = 'OPEN';
create index survey_proposal_component on citymap.survey_proposal (component_id) where status = 'OPEN';
create index survey_proposal_set on citymap.survey_proposal (set_id) where set_id is not null;
create table citymap.survey_act (
  id          bigint generated always as identity primary key,
  proposal_id bigint      not null references citymap.survey_proposal (id) on delete cascade,
  act         text        not null,
  by_name     text        not null,
  at          timestamptz not null,
  reason      text
);
create index survey_act_of on citymap.survey_act (proposal_id);

call access.guard('citymap.grid_draft', 'grid', region => 'region_path');
call access.guard('citymap.grid_publication', 'grid', region => 'region_path');
call access.guard('citymap.responsibility_area', 'grid', region => 'region_path');
call access.guard('citymap.survey_proposal', 'survey', region => 'region_path', person => 'proposed_by');
call access.guard_part('citymap.survey_act', 'proposal_id', 'citymap.survey_proposal', 'id');
grant usage, update on all sequences in schema citymap to yiwang_system;
