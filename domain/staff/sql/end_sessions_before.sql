delete from staff_session where person_id = $1 and log_size <= $2
