delete from one_time_secret where person_id = $1 returning person_id
