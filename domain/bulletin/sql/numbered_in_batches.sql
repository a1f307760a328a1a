select (select count(*) from case_file where log_id = $1 and number <> ''),
    (select count(*) from case_file c join batch b on b.log_id = c.log_id and b.day = c.batch_day
    where c.log_id = $1 and c.number <> '')
    + (select count(*) from case_file c join urgent_notice u on u.log_id = c.log_id
    and u.case_id = c.case_id
    where c.log_id = $1 and c.number <> '' and c.batch_day is null and u.listed is null)
