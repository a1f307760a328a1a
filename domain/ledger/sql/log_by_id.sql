select log_id, origin, provenance from log where log_id = $1
