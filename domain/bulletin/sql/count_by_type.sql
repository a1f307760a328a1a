select type, measure, cast(sum(amount) as {int}) from count_fact
where log_id = $1 and occurred <= $2 and recorded <= $3 group by type, measure order by type,
    measure
