select r.own_id, r.occurred, r.channel, m.title, m.text, m.place, m.enterprise
from report r join matter m on m.log_id = r.log_id and m.matter_id = r.report_id
where r.log_id = $1 and r.own_id in (select value from {elements}($2)) order by r.own_id
