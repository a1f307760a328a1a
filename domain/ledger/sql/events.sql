select e.seq, e.act, e.type, e.version, e.occurred, e.recorded, e.actor, e.rules, e.body,
    e.commitment,
    w.salt, w.words
from event e left join event_words w on w.log_id = e.log_id and w.seq = e.seq
where e.log_id = $1 and e.seq >= $2 and e.seq < $3
order by e.seq
