select occurred, outcome from earlier_result
where log_id = $1 and case_id = $2 order by replaced_by
