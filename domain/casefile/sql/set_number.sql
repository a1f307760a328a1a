update case_file set number = $3, batch_day = $4, letter = $5, serial = $6
where log_id = $1 and case_id = $2
