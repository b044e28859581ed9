create schema if not exists access;

create table access.unit (
    code        text primary key,
    name_zh     text not null,
    name_en     text not null,
    kind        text not null,
    region_code text not null,
    parent_code text references access.unit (code)
);
create index unit_region on access.unit (region_code);

create table access.person (
    id            bigint generated always as identity primary key,
    login         text    not null unique,
    name          text    not null,
    name_en       text    not null,
    password_hash text    not null,
    duties        text[]  not null,
    unit_code     text    not null,
    region_code   text    not null,
    region_path   text    not null,
    enabled       boolean not null default true
);
create index person_unit on access.person (unit_code);
create index person_region on access.person (region_path text_pattern_ops);

create table access.api_key (
    key_hash   bytea primary key,
    source     text        not null,
    channel    text        not null,
    scopes     text[]      not null,
    created_at timestamptz not null,
    expires_at timestamptz
);
