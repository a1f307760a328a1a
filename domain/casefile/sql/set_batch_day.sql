update case_file set batch_day = $3 where log_id = $1 and case_id = $2
