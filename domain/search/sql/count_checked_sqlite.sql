select count(*) from (
    select 1 from search_index i cross join search_text t on t.place = i.rowid
    where i.words match $1 and i.rowid between $2 and $3
        and t.reception_day between $4 and $5
        and not exists (select 1 from json_each($6) word where instr(t.words, word.value) = 0)
        and not exists (select 1 from json_each($7) word where instr(t.words, word.value) > 0)
    limit $8
)
