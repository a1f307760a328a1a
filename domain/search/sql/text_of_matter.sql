select log_id, matter_id, report_id, reception_day, recorded, words
from search_text where log_id = $1 and matter_id = $2
