delete from staff_session where created <= $1
