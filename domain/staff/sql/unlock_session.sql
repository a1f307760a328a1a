update staff_session set locked = 0, last_seen = $2, authenticated = $2 where digest = $1
returning person_id
