update staff_session set locked = 1 where digest = $1
