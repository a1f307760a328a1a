-- Scans and photographs of reports: what the ledger says of the files among the blobs.
create table attachment (
    log_id {int} not null,
    attachment_id {int} not null,
    report_id {int} not null,
    blob {text} not null,
    kind {text} not null,
    original {int} not null,
    removed {int} not null,
    bytes {int} not null,
    width {int} not null,
    height {int} not null,
    content {text} not null,
    name {text} not null,
    primary key (log_id, attachment_id)
) {strict};

create index attachment_by_report on attachment (log_id, report_id, attachment_id);
create index attachment_by_blob on attachment (log_id, blob);
