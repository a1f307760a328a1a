select name, created, last_seen, authenticated, locked from staff_session
where person_id = $1 order by created, name
