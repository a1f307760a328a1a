insert into search_text (place, log_id, matter_id, report_id, reception_day, recorded, words)
values ($1, $2, $3, $4, $5, $6, $7)
