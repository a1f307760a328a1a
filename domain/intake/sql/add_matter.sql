insert into matter (log_id, matter_id, report_id, state, state_seq, urgent, types, title, text,
    place, enterprise, occurred)
values ($1, $2, $3, $4, $5, '', $6, $7, $8, $9, $10, $11)
