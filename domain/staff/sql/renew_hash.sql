update credential set hash = $3 where person_id = $1 and hash = $2
