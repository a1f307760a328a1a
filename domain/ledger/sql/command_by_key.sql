select first_seq, events from command_key where log_id = $1 and key = $2
