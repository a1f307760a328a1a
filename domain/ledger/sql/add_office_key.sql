insert into office_key (purpose, key) values ($1, $2)
