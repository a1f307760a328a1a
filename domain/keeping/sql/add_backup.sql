insert into backup_taken (taken, folder, program, schema_step, files, bytes)
values ($1, $2, $3, $4, $5, $6)
