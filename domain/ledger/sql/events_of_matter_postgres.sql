select seq from event
where log_id = $1 and cast(coalesce(
        cast(body as json) ->> 'matter', cast(body as json) -> 'of' ->> 'matter'
    ) as bigint) = $2
order by seq limit $3
