select count(*) from (select 1 from case_file w where {walk} limit $2) counted
