create table placement (
    log_id {int} not null,
    matter_id {int} not null,
    how {text} not null,
    case_id {int} not null,
    nearest_id {int} not null,
    score_ppm {int} not null,
    seq {int} not null,
    primary key (log_id, matter_id)
) {strict};

create index placement_by_seq on placement (log_id, seq, matter_id);
create index placement_waiting on placement (log_id, matter_id) where how in ('waiting', 'freed');
create index placement_by_nearest on placement (log_id, nearest_id)
    where how in ('engine', 'person');

-- What a person has kept apart, for ever.
create table never_together (
    log_id {int} not null,
    matter_id {int} not null,
    other_id {int} not null,
    seq {int} not null,
    primary key (log_id, matter_id, other_id)
) {strict};

create index never_together_by_other on never_together (log_id, other_id);
