delete from proven_place where latest < $1
