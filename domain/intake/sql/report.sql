select channel, kind, reception_day, occurred from report where log_id = $1 and report_id = $2
