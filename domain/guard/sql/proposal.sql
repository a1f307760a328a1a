select act, digest, proposer, unit, proposed, state from act_proposal
where log_id = $1 and seq = $2
