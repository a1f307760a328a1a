select m.matter_id, m.report_id, r.channel, r.reception_day, m.types, r.kind, m.state,
    m.urgent, r.occurred,
    r.postmark, m.title, m.text, m.place, m.enterprise, r.own_id
from (select w.* from matter w where {walk} limit $4) m
    join report r on r.log_id = m.log_id and r.report_id = m.report_id
    join inspected_object o on o.object_log = m.log_id
where o.log_id = $5 and {may}
