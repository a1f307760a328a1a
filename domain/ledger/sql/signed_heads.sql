select size, note from signed_head where log_id = $1 order by size
