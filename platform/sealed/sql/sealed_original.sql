select ephemeral, position, content from sealed_original where log_id = $1 and ref = $2
