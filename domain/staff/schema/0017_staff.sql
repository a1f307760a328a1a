-- Who works here, folded from the office's log. `login` and `name` are empty once they are erased;
-- suspended: the ground, null while the person may work.
create table person (
    log_id {int} not null,
    person_id {int} not null,
    pseudonym {text} not null,
    login {text} not null,
    name {text} not null,
    suspended {text},
    admitted {int} not null,
    primary key (log_id, person_id)
) {strict};

create index person_login on person (log_id, login);

-- Roles as they are held now; an empty part of the scope is all that lies below.
create table role_grant (
    log_id {int} not null,
    person_id {int} not null,
    role {text} not null,
    inspection {text} not null,
    object {text} not null,
    unit {text} not null,
    primary key (log_id, person_id, role, inspection, object, unit)
) {strict};

-- What is secret is a row and never an event: nothing below is folded, or can be folded anew.
-- log_size: how many events the office's log had when it was made, so that an event that ends it
-- ends none that was made later, even when it is folded anew.

-- hash: a PHC string of Argon2id.
create table credential (
    person_id {int} not null primary key,
    hash {text} not null,
    changed {int} not null
) {strict};

-- sealed: a nonce and the secret under AES-256-GCM; used_step: the last one that let anybody in.
create table one_time_secret (
    person_id {int} not null primary key,
    sealed {bytes} not null,
    used_step {int} not null
) {strict};

-- digest: SHA-256 of the token, which is kept nowhere. name: what the session is called in lists.
create table staff_session (
    digest {bytes} not null primary key,
    name {text} not null,
    person_id {int} not null,
    created {int} not null,
    last_seen {int} not null,
    authenticated {int} not null,
    locked {int} not null,
    log_size {int} not null
) {strict};

create index staff_session_person on staff_session (person_id, name);

-- roles: the codes that the key may use, separated by blanks; empty: all that the person holds.
create table api_key (
    digest {bytes} not null primary key,
    name {text} not null,
    person_id {int} not null,
    title {text} not null,
    roles {text} not null,
    created {int} not null,
    expires {int} not null,
    log_size {int} not null
) {strict};

create index api_key_person on api_key (person_id, name);

-- subject: a keyed hash of the login that was tried, or of where from.
create table failed_attempt (
    subject {bytes} not null primary key,
    failures {int} not null,
    latest {int} not null
) {strict};

-- Where somebody has signed in before; subject: a keyed hash of the login and of where from.
create table proven_place (
    subject {bytes} not null primary key,
    latest {int} not null
) {strict};
