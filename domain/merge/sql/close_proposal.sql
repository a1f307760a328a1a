update placement set how = 'alone', case_id = matter_id, nearest_id = matter_id, seq = $4
where log_id = $1 and matter_id = $2 and case_id = $3 and how = 'proposed'
