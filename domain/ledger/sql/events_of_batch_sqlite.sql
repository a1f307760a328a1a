select seq from event
where log_id = $1 and json_extract(body, '$.day') = $2
    and type in ('batch_sealed', 'batch_handed_over', 'batch_acknowledged')
order by seq limit $3
