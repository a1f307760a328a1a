select (select count(*) from case_file where log_id = $1 and standing = 'closed'),
    (select count(*) from case_result r join case_file c on c.log_id = r.log_id
    and c.case_id = r.case_id
    where r.log_id = $1 and r.status = 'closed' and c.standing <> 'withdrawn_after_hand_over')
union all
select (select count(*) from case_file where log_id = $1 and standing = 'closed'),
    (select count(*) from case_result r join case_file c on c.log_id = r.log_id
    and c.case_id = r.case_id
    where r.log_id = $1 and r.status = 'closed' and c.standing = 'closed')
