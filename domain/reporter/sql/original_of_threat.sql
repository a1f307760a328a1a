select original from threat where log_id = $1 and seq = $2
