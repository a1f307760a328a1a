update sealed_original set content = $3 where log_id = $1 and ref = $2
