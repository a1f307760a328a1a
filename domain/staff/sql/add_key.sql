insert into api_key (digest, name, person_id, title, roles, created, expires, log_size)
values ($1, $2, $3, $4, $5, $6, $7, $8)
