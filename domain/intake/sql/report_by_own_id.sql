select report_id from report where log_id = $1 and own_id = $2
