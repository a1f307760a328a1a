select distinct blob from attachment where log_id = $1 order by blob
