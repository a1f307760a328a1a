select max(matter_id) from search_text
where log_id = $1
    and recorded = (select max(recorded) from search_text where log_id = $1 and recorded < $2)
