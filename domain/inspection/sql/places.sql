select object_log, inspection_id, code, unit from inspected_object where log_id = $1
order by object_log
