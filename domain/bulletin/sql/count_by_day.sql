select reception_day, measure, cast(sum(amount) as {int}) from count_fact
where log_id = $1 and occurred <= $2 and recorded <= $3 group by reception_day,
    measure order by reception_day, measure
