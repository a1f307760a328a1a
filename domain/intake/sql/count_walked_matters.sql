select count(*) from (select 1 from matter w where {walk} limit $2) counted
