insert into search_text (log_id, matter_id, report_id, reception_day, recorded, words, terms)
values ($1, $2, $3, $4, $5, $6, cast($7 as tsvector))
