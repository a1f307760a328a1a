select blob, max(bytes) from attachment where log_id = $1 and removed = 0
group by blob order by blob
