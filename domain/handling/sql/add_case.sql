insert into case_result (log_id, case_id, handed_over, ordered, penalised, fine_fen, seized,
    criminal, detained_admin, detained_criminal, interviewed, accountable)
values ($1, $2, $3, 0, 0, 0, 0, 0, 0, 0, 0, 0)
