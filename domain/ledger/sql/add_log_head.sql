insert into log_head (log_id, size, last_recorded, root, frontier) values ($1, 0, 0, $2, $3)
