select max(recorded), min(recorded), count(*)
from (
    select recorded from search_text where (recorded, log_id) < ($1, $2)
    order by recorded desc, log_id desc limit $3
) newest
