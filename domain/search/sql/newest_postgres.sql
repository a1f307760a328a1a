select log_id, matter_id, report_id, reception_day, recorded
from (
    select * from search_text where (recorded, log_id) < ($1, $2)
    order by recorded desc, log_id desc limit $3
) newest
where log_id = any(cast($4 as bigint[])) and reception_day between $5 and $6
    and words like all(cast($7 as text[])) and not words like any(cast($8 as text[]))
order by recorded desc, log_id desc limit $9
