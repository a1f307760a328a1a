select name, version from merging_model where log_id = $1 order by seq
