insert into matter_reason (log_id, seq, matter_id, reason, office, why) values ($1, $2, $3, $4,
    $5, $6)
