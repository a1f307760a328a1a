select max(serial) from case_file
where log_id = $1 and letter = $2 and reception_day = $3 and number <> ''
