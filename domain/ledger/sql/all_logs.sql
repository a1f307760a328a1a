select log_id, origin, provenance from log order by log_id
