update attachment set removed = 1, name = '' where log_id = $1 and report_id = $2
