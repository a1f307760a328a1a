select log_id, report_id from receipt where code = $1
