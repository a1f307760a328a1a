insert into merging_model (log_id, seq, name, version, sha256, content)
values ($1, $2, $3, $4, $5, $6)
