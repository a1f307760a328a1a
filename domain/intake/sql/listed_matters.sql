select m.matter_id, m.report_id, r.channel, r.reception_day, m.types, r.kind, m.state,
    m.urgent, r.occurred,
    r.postmark, m.title, m.text, m.place, m.enterprise, m.log_id, o.inspection_id, o.code, o.unit
from inspected_object o join matter m on m.log_id = o.object_log
    join report r on r.log_id = m.log_id and r.report_id = m.report_id
where o.log_id = $1 and o.object_log = $2 and m.log_id = $2 and m.matter_id > $3 and {may}
order by m.matter_id limit $4
