select taken, folder, program, schema_step, files, bytes from backup_taken
order by taken desc limit 1
