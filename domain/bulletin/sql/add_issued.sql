insert into issued_bulletin (log_id, inspection_id, number, seq) values ($1, $2, $3, $4)
