delete from staff_session where person_id = $1
