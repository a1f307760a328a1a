select inspection_id, code, unit from inspected_object where log_id = $1 and object_log = $2
