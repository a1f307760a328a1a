delete from role_grant where log_id = $1 and person_id = $2 and role = $3 and inspection = $4
    and object = $5 and unit = $6
