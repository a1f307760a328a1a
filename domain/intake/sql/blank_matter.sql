update matter set title = '', text = '', place = '', enterprise = ''
where log_id = $1 and matter_id = $2
