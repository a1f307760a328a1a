select (select cast(coalesce(sum(amount), 0) as {int}) from count_fact where log_id = $1
    and measure = 'received'),
    (select count(*) from report where log_id = $1)
