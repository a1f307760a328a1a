select c.case_id, c.standing, c.number, c.watched, c.batch_day, c.due, c.channel, c.reception_day,
    c.types
from (select w.* from case_file w where {walk} limit $4) c
    join inspected_object o on o.object_log = c.log_id
where o.log_id = $5 and {may}
