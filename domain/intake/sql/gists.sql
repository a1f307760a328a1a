select matter_id, state, urgent, case when title = '' then text else title end, place
from matter
where log_id = $1 and matter_id in (select cast(value as {int}) from {elements}($2))
