insert into signed_head (log_id, size, recorded, note) values ($1, $2, $3, $4)
