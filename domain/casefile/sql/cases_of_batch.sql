select case_id, standing, number, watched, batch_day, due, channel, reception_day, types
    from case_file
where log_id = $1 and batch_day = $2 order by number
