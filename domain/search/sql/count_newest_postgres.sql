select count(*) from (
    select 1
    from (select * from search_text order by recorded desc, log_id desc limit $1) newest
    where log_id = any(cast($2 as bigint[])) and reception_day between $3 and $4
        and words like all(cast($5 as text[])) and not words like any(cast($6 as text[]))
    limit $7
) found
