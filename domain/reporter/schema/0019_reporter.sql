-- Which report a receipt leads to; code: its keyed hash.
create table receipt (
    log_id {int} not null,
    report_id {int} not null,
    code {text} not null,
    primary key (log_id, report_id)
) {strict};

create unique index receipt_by_code on receipt (code);

-- The forms that came: each is taken once, in whichever log. Keyed hashes.
create table used_form (
    log_id {int} not null,
    seq {int} not null,
    token {text} not null,
    content {text} not null,
    primary key (log_id, seq)
) {strict};

create unique index used_form_by_token on used_form (token);

create table addition (
    log_id {int} not null,
    seq {int} not null,
    report_id {int} not null,
    told {int} not null,
    original {int} not null,
    text {text} not null,
    primary key (log_id, seq)
) {strict};

create index addition_by_report on addition (log_id, report_id, seq);

-- In the office's log: of_log and report_id say whose report it is, and are erased with the words.
create table threat (
    log_id {int} not null,
    seq {int} not null,
    told {int} not null,
    original {int} not null,
    of_log {int} not null,
    report_id {int} not null,
    text {text} not null,
    primary key (log_id, seq)
) {strict};
