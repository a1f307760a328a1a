delete from api_key where person_id = $1 and name = $2 returning person_id
