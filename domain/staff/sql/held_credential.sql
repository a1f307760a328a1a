select credential.hash
from person join credential on credential.person_id = person.person_id
where person.person_id = $1 and person.log_id = $2 and person.suspended is null {lock}
