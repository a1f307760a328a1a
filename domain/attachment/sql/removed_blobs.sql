select distinct blob from attachment gone
where log_id = $1 and removed = 1 and not exists (
    select 1 from attachment other
    where other.log_id = gone.log_id and other.blob = gone.blob and other.removed = 0
) order by blob
