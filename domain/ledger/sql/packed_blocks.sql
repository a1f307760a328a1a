select coalesce(max(block) + 1, 0) from packed_facts where log_id = $1
