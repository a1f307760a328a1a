insert into supplement (log_id, matter_id, case_id, day) values ($1, $2, $3, null)
on conflict (log_id, matter_id, case_id) do nothing
