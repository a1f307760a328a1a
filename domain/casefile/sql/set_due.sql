update case_file set due = $3 where log_id = $1 and case_id = $2
