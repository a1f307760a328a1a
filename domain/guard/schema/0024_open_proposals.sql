-- What waits for a second person.
create index proposal_open on act_proposal (log_id, proposed, seq) where state = 'open';
