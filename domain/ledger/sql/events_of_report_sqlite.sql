select seq from event
where log_id = $1 and json_extract(body, '$.report') = $2
    and type in ('matter_split_off', 'addition_received', 'attachment_added', 'attachment_removed')
order by seq limit $3
