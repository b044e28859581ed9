-- Data keys, wrapped by the master key, which is a file and never in the database.
create table access.vault_key (
    id         int generated always as identity primary key,
    use        text        not null check (use in ('DATA', 'INDEX')),
    wrapped    bytea       not null,
    master     text        not null, -- fingerprint of the master key that wraps it
    created_at timestamptz not null,
    drained_at timestamptz           -- since when no value is sealed with it any more
);
create unique index vault_key_one_index on access.vault_key (use) where use = 'INDEX';
