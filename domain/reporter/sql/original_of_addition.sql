select original from addition where log_id = $1 and seq = $2
