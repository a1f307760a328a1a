select (select cast(coalesce(sum(amount), 0) as {int}) from count_fact where log_id = $1
    and measure = 'cases'),
    (select count(*) from case_file where log_id = $1 and standing not in ('absorbed',
    'withdrawn'))
