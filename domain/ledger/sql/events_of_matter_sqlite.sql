select seq from event
where log_id = $1
    and coalesce(json_extract(body, '$.matter'), json_extract(body, '$.of.matter')) = $2
order by seq limit $3
