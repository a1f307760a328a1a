delete from api_key where person_id = $1 and log_size <= $2
