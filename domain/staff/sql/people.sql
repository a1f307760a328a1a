select person_id, pseudonym, login, name, suspended, admitted from person
where log_id = $1 order by person_id
