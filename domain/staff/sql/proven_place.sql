select latest from proven_place where subject = $1 and latest >= $2
