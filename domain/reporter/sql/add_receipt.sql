insert into receipt (log_id, report_id, code) values ($1, $2, $3)
