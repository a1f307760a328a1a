insert into backup_log (taken, log_id, events, root) values ($1, $2, $3, $4)
