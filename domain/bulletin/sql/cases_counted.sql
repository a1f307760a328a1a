with counted as (
    select measure, sum(amount) as amount from count_fact
    where log_id = $1
    and measure in ('cases', 'transferred', 'withdrawn_after_hand_over', 'watched', 'joint',
        'joint_partners', 'joint_transferred')
    group by measure
)
select 'cases', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'cases'),
    (select count(*) from case_file where log_id = $1 and standing not in ('absorbed', 'withdrawn'))
union all
select 'transferred', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'transferred'),
    (select count(*) from case_file where log_id = $1
    and standing in ('handed_over', 'closed', 'withdrawn_after_hand_over'))
union all
select 'withdrawn_after_hand_over', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'withdrawn_after_hand_over'),
    (select count(*) from case_file where log_id = $1 and standing = 'withdrawn_after_hand_over')
union all
select 'watched', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'watched'),
    (select count(*) from case_file where log_id = $1 and watched = 1)
union all
select 'joint', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'joint'),
    (select count(distinct case_id) from case_partner where log_id = $1)
union all
select 'joint_partners', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'joint_partners'),
    (select count(*) from case_partner where log_id = $1)
union all
select 'joint_transferred', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'joint_transferred'),
    (select count(*) from case_file c where c.log_id = $1
    and c.standing in ('handed_over', 'closed')
    and exists (select 1 from case_partner p where p.log_id = c.log_id
    and p.case_id = c.case_id))
