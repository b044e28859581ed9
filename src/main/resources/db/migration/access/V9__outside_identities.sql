-- Signing in by OpenID Connect providers.

-- Who of a provider's people is which of ours. Without a subject it is an invitation for whoever the provider says has
-- this claim.
create table access.outside_identity (
    id            bigint generated always as identity primary key,
    person_id     bigint not null references access.person (id),
    provider      text   not null,
    claim         text   not null,
    issuer        text,
    subject       text,
    invited_until timestamptz,
    linked_at     timestamptz,
    used_at       timestamptz,
    unique (issuer, subject),
    check ((subject is null) = (issuer is null)),
    check ((subject is null) = (invited_until is not null))
);
create index outside_identity_person on access.outside_identity (person_id);
create unique index outside_identity_invited on access.outside_identity (provider, claim) where subject is null;

-- Sign-ins that wait for the provider's answer, each taken once by the browser that began it.
create table access.oidc_sign_in (
    state_hash   bytea primary key,
    browser_hash bytea       not null,
    provider     text        not null,
    nonce        text        not null,
    verifier     text        not null,
    next         text        not null,
    expires_at   timestamptz not null
);
create index oidc_sign_in_expires on access.oidc_sign_in (expires_at);

-- By which provider a session began, and its id token, sealed: a provider wants it back to end its own session.
alter table access.session
    add column provider text,
    add column id_token bytea;

call access.guard_system('access.outside_identity');
call access.guard_system('access.oidc_sign_in');
