select seq from event
where log_id = $1 and json_extract(body, '$.case') = $2
order by seq limit $3
