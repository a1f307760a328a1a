select coalesce(max(log_id), -1) + 1 from log
