select (select count(*) from case_file where log_id = $1 and number <> ''),
    (select count(*) from case_file where log_id = $1 and batch_day is not null)
