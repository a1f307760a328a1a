select reception_day from case_file where log_id = $1 and case_id = $2
