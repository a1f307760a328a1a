-- The record itself. Rows are added, never changed; words alone can be destroyed.
-- The public keys of the office: whose heads these are, and whose vault.
create table office_key (
    purpose {text} not null primary key,
    key {text} not null
) {strict};

create table log (
    log_id {int} not null primary key,
    origin {text} not null unique,
    provenance {text} not null check (provenance in ('live', 'replayed', 'simulated'))
) {strict};

create table log_head (
    log_id {int} not null primary key references log (log_id),
    size {int} not null,
    last_recorded {int} not null,
    root {bytes} not null,
    frontier {bytes} not null
) {strict};

create table event (
    log_id {int} not null references log (log_id),
    seq {int} not null,
    act {int} not null,
    type {text} not null,
    version {int} not null,
    occurred {int} not null,
    recorded {int} not null,
    actor {text} not null,
    rules {int} not null,
    body {text} not null,
    commitment {bytes},
    primary key (log_id, seq)
) {strict};

create table event_words (
    log_id {int} not null,
    seq {int} not null,
    salt {bytes} not null,
    words {text} not null,
    primary key (log_id, seq)
) {strict};

create table tile (
    log_id {int} not null references log (log_id),
    level {int} not null,
    number {int} not null,
    hashes {bytes} not null,
    primary key (log_id, level, number)
) {strict};

create table signed_head (
    log_id {int} not null references log (log_id),
    size {int} not null,
    recorded {int} not null,
    note {text} not null,
    primary key (log_id, size)
) {strict};

-- One answer for one command, however often it is sent.
create table command_key (
    log_id {int} not null references log (log_id),
    key {text} not null,
    first_seq {int} not null,
    events {int} not null,
    primary key (log_id, key)
) {strict};

create table count_fact (
    log_id {int} not null,
    seq {int} not null,
    ordinal {int} not null,
    subject {int} not null,
    measure {text} not null,
    type {text} not null,
    channel {text} not null,
    reception_day {int} not null,
    occurred {int} not null,
    recorded {int} not null,
    amount {int} not null,
    primary key (log_id, seq, ordinal)
) {strict};

create index count_fact_by_measure on count_fact (log_id, measure, occurred);
