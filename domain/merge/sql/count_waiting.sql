select count(*) from placement where log_id = $1 and how in ('waiting', 'freed')
