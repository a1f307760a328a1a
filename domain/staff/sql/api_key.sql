select person.person_id, person.pseudonym, person.login, person.suspended, api_key.roles,
    api_key.expires
from api_key join person on person.person_id = api_key.person_id
where api_key.digest = $1 and person.log_id = $2
