-- The models of the engine that came into force, the last one in force.
create table merging_model (
    log_id {int} not null,
    seq {int} not null,
    name {text} not null,
    version {text} not null,
    sha256 {text} not null,
    content {text} not null,
    primary key (log_id, seq)
) {strict};
