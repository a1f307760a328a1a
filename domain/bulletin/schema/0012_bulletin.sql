-- Where an issued bulletin stands in the office's log; what it states is in the event itself.
create table issued_bulletin (
    log_id {int} not null,
    inspection_id {text} not null,
    number {int} not null,
    seq {int} not null,
    primary key (log_id, inspection_id, number)
) {strict};
