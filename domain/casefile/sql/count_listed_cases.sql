select count(*) from (
    select 1 from (select w.* from case_file w where {walk} limit $2) c
        join inspected_object o on o.object_log = c.log_id
    where o.log_id = $3 and {may} limit $4
) counted
