select seq, told, text from addition where log_id = $1 and report_id = $2 order by seq
