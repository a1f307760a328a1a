select matter_id from supplement where log_id = $1 and day is null order by matter_id
