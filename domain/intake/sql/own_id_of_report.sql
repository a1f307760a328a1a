select own_id from report where log_id = $1 and report_id = $2
