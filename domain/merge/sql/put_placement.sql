insert into placement (log_id, matter_id, how, case_id, nearest_id, score_ppm, seq)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (log_id, matter_id) do update set how = excluded.how, case_id = excluded.case_id,
    nearest_id = excluded.nearest_id, score_ppm = excluded.score_ppm, seq = excluded.seq
