-- Sealed originals: cipher text only. The key that opens it is not here.
create table sealed_original (
    log_id {int} not null,
    ref {int} not null,
    algorithm {text} not null,
    ephemeral {bytes} not null,
    position {int} not null,
    content {bytes} not null,
    primary key (log_id, ref)
) {strict};
