select occurred from matter where log_id = $1 and matter_id = $2
