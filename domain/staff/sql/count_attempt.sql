insert into failed_attempt (subject, failures, latest) values ($1, 1, $2)
on conflict (subject) do update set latest = excluded.latest,
    failures = case when failed_attempt.latest <= $3 then 1 else failed_attempt.failures + 1 end
