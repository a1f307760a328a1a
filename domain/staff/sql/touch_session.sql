update staff_session set last_seen = $2 where digest = $1
