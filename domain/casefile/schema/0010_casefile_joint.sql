-- Objects that handle a case jointly with the one whose log it is in.
create table case_partner (
    log_id {int} not null,
    case_id {int} not null,
    object {text} not null,
    primary key (log_id, case_id, object)
) {strict};
