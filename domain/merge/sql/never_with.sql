select other_id from never_together where log_id = $1 and matter_id = $2
union select matter_id from never_together where log_id = $1 and other_id = $2 order by 1
