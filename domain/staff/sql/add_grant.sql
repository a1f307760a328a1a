insert into role_grant (log_id, person_id, role, inspection, object, unit)
values ($1, $2, $3, $4, $5, $6)
