select seq, act, digest, proposer, unit, proposed, state from act_proposal
where log_id = $1 and state = 'open' and proposed >= $2 order by proposed, seq
