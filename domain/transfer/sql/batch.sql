select number, state from batch where log_id = $1 and day = $2
