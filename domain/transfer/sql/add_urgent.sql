insert into urgent_notice (log_id, case_id, day, issued) values ($1, $2, $3, $4)
