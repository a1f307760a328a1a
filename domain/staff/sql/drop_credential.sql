delete from credential where person_id = $1
