select c.case_id, c.standing, c.number, c.watched, c.batch_day, c.due, c.channel, c.reception_day,
    c.types, c.log_id
from inspected_object o join case_file c on c.log_id = o.object_log
where o.log_id = $1 and o.object_log = $2 and c.log_id = $2 and c.case_id > $3 and {may}
order by c.case_id limit $4
