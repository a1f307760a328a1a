select object_log, settings from inspected_object
where log_id = $1 and inspection_id = $2 order by code
