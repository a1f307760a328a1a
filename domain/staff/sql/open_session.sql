insert into staff_session (digest, name, person_id, created, last_seen, authenticated, locked,
    log_size)
values ($1, $2, $3, $4, $4, $4, 0, $5)
