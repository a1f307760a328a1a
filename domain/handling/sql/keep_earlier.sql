insert into earlier_result (log_id, case_id, replaced_by, occurred, outcome)
select log_id, case_id, cast($3 as {int}), occurred, cast($4 as text)
    from case_result where log_id = $1 and case_id = $2
