select hashes from tile where log_id = $1 and level = $2 and number = $3
