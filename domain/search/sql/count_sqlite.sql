select count(*) from (
    select 1 from search_index where words match $1 and rowid between $2 and $3 limit $4
)
