insert into log (log_id, origin, provenance) values ($1, $2, $3)
