select matter_id, state from matter where log_id = $1 and report_id = $2 order by matter_id
