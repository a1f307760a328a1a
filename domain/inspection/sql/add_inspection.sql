insert into inspection (log_id, inspection_id, settings) values ($1, $2, $3)
