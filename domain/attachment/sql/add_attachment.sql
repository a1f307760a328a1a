insert into attachment (log_id, attachment_id, report_id, blob, kind, original, removed, bytes,
    width, height, content, name)
values ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10, $11)
