select case_id, standing, number, watched, batch_day, due, channel, reception_day, types
    from case_file where log_id = $1 and number = $2 and number <> ''
