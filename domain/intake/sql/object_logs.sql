select object_log from inspected_object where log_id = $1 and object_log >= $2 order by object_log
