select matter_id, case_id from supplement where log_id = $1 and day = $2 order by matter_id
