select max(day) from batch where log_id = $1
