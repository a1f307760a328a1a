update placement set nearest_id = (select p.nearest_id from placement p
    where p.log_id = $1 and p.matter_id = $2)
where log_id = $1 and nearest_id = $2 and matter_id <> $2 and how in ('engine', 'person')
    and exists (select 1 from placement p where p.log_id = $1 and p.matter_id = $2
    and p.how in ('engine', 'person'))
