select content from merging_model where log_id = $1 order by seq desc limit 1
