update case_result set occurred = $3, status = $4, truth = $5, class = $6, ordered = $7,
    penalised = $8, fine_fen = $9, seized = $10, criminal = $11, detained_admin = $12,
    detained_criminal = $13, interviewed = $14, accountable = $15
where log_id = $1 and case_id = $2
