update attachment set name = '' where log_id = $1 and attachment_id = $2
