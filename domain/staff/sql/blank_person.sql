update person set login = '', name = '' where log_id = $1 and person_id = $2
