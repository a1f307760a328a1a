select original from report where log_id = $1 and report_id = $2
