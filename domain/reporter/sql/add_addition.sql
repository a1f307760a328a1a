insert into addition (log_id, seq, report_id, told, original, text)
values ($1, $2, $3, $4, $5, $6)
