insert into case_matter (log_id, matter_id, case_id) values ($1, $2, $3)
