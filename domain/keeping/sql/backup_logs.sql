select log_id, events, root from backup_log where taken = $1 order by log_id
