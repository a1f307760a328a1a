-- What `ducha backup` did: beside the ledger, which a backup is taken of. taken: microseconds.
create table backup_taken (
    taken {int} not null,
    folder {text} not null,
    program {text} not null,
    schema_step {int} not null,
    files {int} not null,
    bytes {int} not null,
    primary key (taken)
) {strict};
-- How far each log had come in it.
create table backup_log (
    taken {int} not null,
    log_id {int} not null,
    events {int} not null,
    root {text} not null,
    primary key (taken, log_id)
) {strict};
