select matter_id, how, case_id, nearest_id, score_ppm, seq from placement
where log_id = $1 and how = 'proposed' order by abs(score_ppm - 500000), matter_id
