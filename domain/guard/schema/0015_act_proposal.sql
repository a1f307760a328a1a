-- Acts of two people: what the first has proposed. state: open, approved, refused.
create table act_proposal (
    log_id {int} not null,
    seq {int} not null,
    act {text} not null,
    digest {text} not null,
    proposer {text} not null,
    unit {text} not null,
    proposed {int} not null,
    state {text} not null,
    primary key (log_id, seq)
) {strict};
