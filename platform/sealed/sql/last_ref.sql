select max(ref) from sealed_original where log_id = $1
