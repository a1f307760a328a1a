insert into threat (log_id, seq, told, original, of_log, report_id, text)
values ($1, $2, $3, $4, $5, $6, $7)
