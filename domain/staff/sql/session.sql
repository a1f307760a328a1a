select person.person_id, person.pseudonym, person.login, person.suspended, staff_session.created,
    staff_session.last_seen, staff_session.authenticated, staff_session.locked
from staff_session join person on person.person_id = staff_session.person_id
where staff_session.digest = $1 and person.log_id = $2
