select seq from event
where log_id = $1 and cast(cast(body as json) ->> 'case' as bigint) = $2
order by seq limit $3
