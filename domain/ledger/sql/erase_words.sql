delete from event_words where log_id = $1 and seq = $2
