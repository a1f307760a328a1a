select seq from issued_bulletin where log_id = $1 and inspection_id = $2 order by number
