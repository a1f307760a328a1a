select name, title, roles, created, expires from api_key
where person_id = $1 order by created, name
