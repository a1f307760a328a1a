update person set suspended = $3 where log_id = $1 and person_id = $2
