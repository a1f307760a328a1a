insert into person (log_id, person_id, pseudonym, login, name, suspended, admitted)
values ($1, $2, $3, $4, $5, null, $6)
