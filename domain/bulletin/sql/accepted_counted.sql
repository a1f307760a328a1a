select (select cast(coalesce(sum(amount), 0) as {int}) from count_fact where log_id = $1
    and measure = 'matters'),
    (select count(*) from placement where log_id = $1)
