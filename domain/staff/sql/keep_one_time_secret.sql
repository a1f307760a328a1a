insert into one_time_secret (person_id, sealed, used_step) values ($1, $2, 0)
on conflict (person_id) do update set sealed = excluded.sealed, used_step = excluded.used_step
