select size, last_recorded, root, frontier from log_head where log_id = $1
