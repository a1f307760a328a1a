select w.reception_day, w.case_id from case_file w where {walk} limit 1 offset $4
