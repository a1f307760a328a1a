select case_id from case_matter where log_id = $1 and matter_id = $2
