with counted as (
    select measure, sum(amount) as amount from count_fact
    where log_id = $1
    and measure in ('cases', 'transferred', 'withdrawn_after_hand_over', 'watched')
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
