select block, measure, facts, amount, types, channels,
    case when $6 = 1 and last_occurred <= $4 and last_recorded <= $5 then null else packed end
from packed_facts
where log_id = $1 and block >= $2 and block < $3 and first_occurred <= $4 and first_recorded <= $5
order by block, measure
