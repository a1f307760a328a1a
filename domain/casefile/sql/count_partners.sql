select count(*) from case_partner where log_id = $1 and case_id = $2
