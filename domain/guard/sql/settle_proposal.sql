update act_proposal set state = $3 where log_id = $1 and seq = $2
