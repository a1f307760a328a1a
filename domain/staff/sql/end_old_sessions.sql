delete from staff_session
where created <= $2 or (created <= $1 and not exists (
    select 1 from role_grant
    where role_grant.log_id = $3 and role_grant.person_id = staff_session.person_id
        and role_grant.role = $4))
