select seq, told, of_log, report_id, text from threat where log_id = $1 order by seq
