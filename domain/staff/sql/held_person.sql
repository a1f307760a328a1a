select person_id, pseudonym, login, name, suspended, admitted from person
where log_id = $1 and person_id = $2 {lock}
