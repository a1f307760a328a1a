select (select count(*) from case_matter where log_id = $1),
    (select count(*) from matter m join case_matter c on c.log_id = m.log_id
    and c.matter_id = m.matter_id
     where m.log_id = $1 and m.state = 'accepted')
union all
select (select count(*) from case_matter where log_id = $1),
    (select count(*) from matter where log_id = $1 and state = 'accepted')
