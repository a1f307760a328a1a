select count(*) from (
    select 1 from (select w.* from matter w where {walk} limit $2) m
        join inspected_object o on o.object_log = m.log_id
    where o.log_id = $3 and {may} limit $4
) counted
