insert into tile (log_id, level, number, hashes) values ($1, $2, $3, $4)
on conflict (log_id, level, number) do update set hashes = excluded.hashes
