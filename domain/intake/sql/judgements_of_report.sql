select m.matter_id, m.state, m.state_seq, r.reason, r.office, r.why
from matter m left join matter_reason r on r.log_id = m.log_id and r.seq = m.state_seq
where m.log_id = $1 and m.report_id = $2 order by m.matter_id
