-- A row for each case that was handed over; what stands behind `handed_over` is its result, null
-- until one is reported.
create table case_result (
    log_id {int} not null,
    case_id {int} not null,
    handed_over {int} not null,
    occurred {int},
    status {text},
    truth {text},
    class {text},
    ordered {int} not null,
    penalised {int} not null,
    fine_fen {int} not null,
    seized {int} not null,
    criminal {int} not null,
    detained_admin {int} not null,
    detained_criminal {int} not null,
    interviewed {int} not null,
    accountable {int} not null,
    primary key (log_id, case_id)
) {strict};

-- Results whose place another took; replaced_by: the event that did it.
create table earlier_result (
    log_id {int} not null,
    case_id {int} not null,
    replaced_by {int} not null,
    occurred {int} not null,
    outcome {text} not null,
    primary key (log_id, case_id, replaced_by)
) {strict};

-- The cases that are with their object already: each was counted once when it went there.
insert into case_result (log_id, case_id, handed_over, ordered, penalised, fine_fen, seized,
    criminal, detained_admin, detained_criminal, interviewed, accountable)
select log_id, subject, occurred, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from count_fact where measure = 'transferred';
