select case_id, standing, number, watched, batch_day, due, channel, reception_day, types
    from case_file
where log_id = $1 and standing = $2 and reception_day <= $3 order by case_id
