select channel, measure, cast(sum(amount) as {int}) from count_fact
where log_id = $1 and seq >= $2 and occurred <= $3 and recorded <= $4
group by channel, measure order by channel, measure
