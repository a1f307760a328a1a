select (select count(*) from case_file where log_id = $1 and number <> ''),
    (select count(distinct number) from case_file where log_id = $1 and number <> '')
