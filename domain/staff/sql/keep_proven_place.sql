insert into proven_place (subject, latest) values ($1, $2)
on conflict (subject) do update set latest = excluded.latest
