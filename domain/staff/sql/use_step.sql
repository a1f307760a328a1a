update one_time_secret set used_step = $2 where person_id = $1 and used_step < $2
returning used_step
