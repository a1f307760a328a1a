select own_id, row_digest from report
where log_id = $1 and own_id in (select value from {elements}($2)) order by own_id
