update matter set state = $3, state_seq = $4 where log_id = $1 and matter_id = $2
