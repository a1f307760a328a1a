create table batch (
    log_id {int} not null,
    day {int} not null,
    number {int} not null,
    state {text} not null,
    primary key (log_id, day)
) {strict};

-- Repeats of cases that were in a batch already; day: the batch that lists them, if one does.
create table supplement (
    log_id {int} not null,
    matter_id {int} not null,
    case_id {int} not null,
    day {int},
    primary key (log_id, matter_id, case_id)
) {strict};

-- day: on which it went out; listed: the batch that lists it, if one does.
create table urgent_notice (
    log_id {int} not null,
    case_id {int} not null,
    day {int} not null,
    issued {int} not null,
    listed {int},
    primary key (log_id, case_id)
) {strict};
