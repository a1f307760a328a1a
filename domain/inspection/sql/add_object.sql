insert into inspected_object (log_id, inspection_id, code, object_log, settings)
values ($1, $2, $3, $4, $5)
