delete from search_text where log_id = $1 and matter_id = $2
