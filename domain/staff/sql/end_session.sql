delete from staff_session where digest = $1
