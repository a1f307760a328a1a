update case_file set standing = $3 where log_id = $1 and case_id = $2
