select matter_id, how, case_id, nearest_id, score_ppm, seq from placement
where log_id = $1 order by matter_id
