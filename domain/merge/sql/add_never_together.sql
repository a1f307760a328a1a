insert into never_together (log_id, matter_id, other_id, seq) values ($1, $2, $3, $4)
on conflict (log_id, matter_id, other_id) do nothing
