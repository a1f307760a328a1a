insert into urgent_notice (log_id, case_id, day, issued, listed) values ($1, $2, $3, $4, null)
