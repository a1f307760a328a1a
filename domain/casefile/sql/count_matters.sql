select count(*) from case_matter where log_id = $1 and case_id = $2
