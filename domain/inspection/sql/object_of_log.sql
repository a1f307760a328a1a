select i.settings, o.settings
from inspected_object o join inspection i on i.log_id = o.log_id
    and i.inspection_id = o.inspection_id
where o.log_id = $1 and o.object_log = $2
