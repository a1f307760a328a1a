select 1 from event where log_id = $1 and seq > $2 and type = $3 limit 1
