insert into report (log_id, report_id, own_id, channel, kind, occurred, postmark,
    reception_day, original, original_digest, row_digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
