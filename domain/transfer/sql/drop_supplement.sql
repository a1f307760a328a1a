delete from supplement where log_id = $1 and matter_id = $2 and day is null
