select seq from event
where log_id = $1 and cast(cast(body as json) ->> 'report' as bigint) = $2
    and type in ('matter_split_off', 'addition_received', 'attachment_added', 'attachment_removed')
order by seq limit $3
