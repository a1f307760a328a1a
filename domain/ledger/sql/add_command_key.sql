insert into command_key (log_id, key, first_seq, events, content) values ($1, $2, $3, $4, $5)
