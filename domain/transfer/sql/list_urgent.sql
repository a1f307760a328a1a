update urgent_notice set listed = $3 where log_id = $1 and case_id = $2
