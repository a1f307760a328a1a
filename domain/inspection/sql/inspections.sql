select settings from inspection where log_id = $1 order by inspection_id
