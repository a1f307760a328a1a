insert into act_proposal (log_id, seq, act, digest, proposer, unit, proposed, state)
values ($1, $2, $3, $4, $5, $6, $7, 'open')
