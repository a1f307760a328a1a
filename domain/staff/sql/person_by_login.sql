select person_id, pseudonym, login, name, suspended, admitted from person
where log_id = $1 and login = $2
