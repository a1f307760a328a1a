insert into batch (log_id, day, number, state) values ($1, $2, $3, $4)
