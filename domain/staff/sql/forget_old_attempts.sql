delete from failed_attempt where latest < $1
