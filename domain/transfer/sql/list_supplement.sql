update supplement set day = $3 where log_id = $1 and matter_id = $2 and day is null
