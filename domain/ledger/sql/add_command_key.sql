insert into command_key (log_id, key, first_seq, events) values ($1, $2, $3, $4)
