select matter_id from placement
where log_id = $1 and how in ('waiting', 'freed') order by matter_id limit $2
