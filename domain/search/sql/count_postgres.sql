select count(*) from (
    select 1 from search_text
    where terms @@ cast($1 as tsquery)
        and log_id + 0 = any(cast($2 as bigint[])) and reception_day between $3 and $4
        and words like all(cast($5 as text[])) and not words like any(cast($6 as text[]))
    limit $7
) found
