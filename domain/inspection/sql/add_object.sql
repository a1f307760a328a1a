insert into inspected_object (log_id, inspection_id, code, object_log, settings, unit)
values ($1, $2, $3, $4, $5, $6)
