insert into credential (person_id, hash, changed) values ($1, $2, $3)
on conflict (person_id) do update set hash = excluded.hash, changed = excluded.changed
