select m.matter_id, m.report_id, r.channel, r.reception_day, m.types, r.kind, m.state,
    m.urgent, r.occurred,
    r.postmark, m.title, m.text, m.place, m.enterprise
from matter m join report r on r.log_id = m.log_id and r.report_id = m.report_id
where m.log_id = $1 and m.matter_id > $2
    and m.matter_id >= coalesce((select n.matter_id from matter n
        where n.log_id = $1 and n.matter_id > $2 order by n.matter_id desc limit 1 offset $3), 0)
order by m.matter_id
