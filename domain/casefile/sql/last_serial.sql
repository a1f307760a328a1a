select max(serial) from case_file
where log_id = $1 and ($2 = '' or letter = $2) and reception_day between $3 and $4
    and number <> ''
