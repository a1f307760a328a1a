select first_seq, events, content from command_key where log_id = $1 and key = $2
