select count(*) from (
    select 1 from search_text
    where terms @@ cast($1 as tsquery) and terms @@ cast($2 as tsquery)
        and recorded + 0 >= $3 and (recorded + 0, log_id + 0) < ($4, $5)
        and log_id + 0 = any(cast($6 as bigint[])) and reception_day between $7 and $8
        and words like all(cast($9 as text[])) and not words like any(cast($10 as text[]))
    limit $11
) found
