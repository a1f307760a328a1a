select log_id, matter_id, report_id, reception_day, recorded from search_text
where terms @@ cast($1 as tsquery) and (recorded + 0, log_id + 0) < ($2, $3)
    and log_id + 0 = any(cast($4 as bigint[])) and reception_day between $5 and $6
    and words like all(cast($7 as text[])) and not words like any(cast($8 as text[]))
order by recorded + 0 desc, log_id + 0 desc limit $9
