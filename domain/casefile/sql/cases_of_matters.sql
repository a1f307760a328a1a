select matter_id, case_id from case_matter
where log_id = $1 and matter_id in (select cast(value as {int}) from {elements}($2))
order by matter_id
