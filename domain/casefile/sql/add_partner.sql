insert into case_partner (log_id, case_id, object) values ($1, $2, $3)
