update threat set of_log = -1, report_id = -1, text = '' where log_id = $1 and seq = $2
