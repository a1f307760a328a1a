select w.occurred, w.matter_id from matter w where {walk} limit 1 offset $4
