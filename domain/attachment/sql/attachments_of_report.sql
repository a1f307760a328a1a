select attachment_id, report_id, blob, kind, original, removed, bytes, width, height, content, name
from attachment where log_id = $1 and report_id = $2 order by attachment_id
