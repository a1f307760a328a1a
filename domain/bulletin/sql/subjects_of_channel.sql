select subject, cast(sum(amount) as {int}) from count_fact
where log_id = $1 and measure = $2 and occurred <= $3 and recorded <= $4 and channel = $5
group by subject order by subject
