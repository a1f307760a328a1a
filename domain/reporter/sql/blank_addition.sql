update addition set text = '' where log_id = $1 and seq = $2
