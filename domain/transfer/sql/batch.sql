select b.number, b.state, (select count(*) from supplement s where s.log_id = b.log_id
    and s.day = b.day)
from batch b where b.log_id = $1 and b.day = $2
