create table inspection (
    log_id {int} not null,
    inspection_id {text} not null,
    settings {text} not null,
    primary key (log_id, inspection_id)
) {strict};

create table inspected_object (
    log_id {int} not null,
    inspection_id {text} not null,
    code {text} not null,
    object_log {int} not null,
    settings {text} not null,
    primary key (log_id, inspection_id, code)
) {strict};
