insert into used_form (log_id, seq, token, content) values ($1, $2, $3, $4)
