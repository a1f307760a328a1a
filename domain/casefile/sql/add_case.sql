insert into case_file (log_id, case_id, standing, number, letter, serial, watched, batch_day, due,
    channel, reception_day, types)
values ($1, $2, $3, '', '', 0, 0, null, null, $4, $5, $6)
