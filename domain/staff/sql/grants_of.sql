select role, inspection, object, unit from role_grant
where log_id = $1 and person_id = $2 order by role, inspection, object, unit
