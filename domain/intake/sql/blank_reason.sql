update matter_reason set office = '', why = '' where log_id = $1 and seq = $2
