select m.matter_id, m.report_id, r.channel, r.reception_day, m.types, r.kind, m.state,
    m.urgent, r.occurred,
    r.postmark, m.title, m.text, m.place, m.enterprise
from matter m join report r on r.log_id = m.log_id and r.report_id = m.report_id
where m.log_id = $1 and m.matter_id in (select cast(value as {int}) from {elements}($2))
order by m.matter_id
