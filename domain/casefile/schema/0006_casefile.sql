create table case_file (
    log_id {int} not null,
    case_id {int} not null,
    standing {text} not null,
    number {text} not null,
    letter {text} not null,
    serial {int} not null,
    watched {int} not null,
    batch_day {int},
    due {int},
    channel {text} not null,
    reception_day {int} not null,
    types {text} not null,
    primary key (log_id, case_id)
) {strict};

-- A number is given once.
create unique index case_by_number on case_file (log_id, number) where number <> '';
create index case_by_standing on case_file (log_id, standing, reception_day, case_id);

create table case_matter (
    log_id {int} not null,
    matter_id {int} not null,
    case_id {int} not null,
    primary key (log_id, matter_id)
) {strict};

create index matter_by_case on case_matter (log_id, case_id, matter_id);
