select ref, algorithm, ephemeral, position, content from sealed_original
where log_id = $1 and ref > $2 and ref <= $3 order by ref
