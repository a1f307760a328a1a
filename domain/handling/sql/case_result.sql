select handed_over, occurred, status, truth, class, ordered, penalised, fine_fen, seized, criminal,
    detained_admin, detained_criminal, interviewed, accountable
from case_result where log_id = $1 and case_id = $2
