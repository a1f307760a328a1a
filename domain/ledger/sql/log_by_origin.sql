select log_id from log where origin = $1
