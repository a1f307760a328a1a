select case_id from urgent_notice
where log_id = $1 and listed is null and day <= $2 order by case_id
