update batch set state = $3 where log_id = $1 and day = $2
