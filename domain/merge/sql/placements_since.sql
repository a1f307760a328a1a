select matter_id, how, case_id, nearest_id, score_ppm, seq from placement
where log_id = $1 and seq > $2 order by seq, matter_id
