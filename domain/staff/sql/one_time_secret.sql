select sealed, used_step from one_time_secret where person_id = $1
