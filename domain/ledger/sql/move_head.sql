update log_head set size = $2, last_recorded = $3, root = $4, frontier = $5 where log_id = $1
