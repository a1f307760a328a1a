select person.person_id, person.pseudonym, credential.hash
from person join credential on credential.person_id = person.person_id
where person.log_id = $1 and person.login = $2 and person.suspended is null
