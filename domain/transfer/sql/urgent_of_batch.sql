select case_id from urgent_notice where log_id = $1 and listed = $2 order by case_id
