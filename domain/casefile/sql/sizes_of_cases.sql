select case_id, count(*) from case_matter
where log_id = $1 and case_id in (select cast(value as {int}) from {elements}($2))
group by case_id
