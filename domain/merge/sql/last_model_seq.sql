select max(seq) from merging_model where log_id = $1
