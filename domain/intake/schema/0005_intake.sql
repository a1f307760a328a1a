create table report (
    log_id {int} not null,
    report_id {int} not null,
    own_id {text} not null,
    channel {text} not null,
    kind {text} not null,
    occurred {int} not null,
    postmark {int},
    reception_day {int} not null,
    original {int} not null,
    original_digest {text} not null,
    row_digest {text} not null,
    primary key (log_id, report_id)
) {strict};

create unique index report_by_own_id on report (log_id, own_id);

create table matter (
    log_id {int} not null,
    matter_id {int} not null,
    report_id {int} not null,
    state {text} not null,
    state_seq {int} not null,
    urgent {text} not null,
    types {text} not null,
    title {text} not null,
    text {text} not null,
    place {text} not null,
    enterprise {text} not null,
    primary key (log_id, matter_id)
) {strict};

create index matter_by_report on matter (log_id, report_id, matter_id);
create index matter_undecided on matter (log_id, matter_id) where state = 'undecided';

-- Why a matter was declined, forwarded, withdrawn.
create table matter_reason (
    log_id {int} not null,
    seq {int} not null,
    matter_id {int} not null,
    reason {text} not null,
    office {text} not null,
    why {text} not null,
    primary key (log_id, seq)
) {strict};
