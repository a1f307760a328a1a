select note from signed_head where log_id = $1 order by size desc limit 1
