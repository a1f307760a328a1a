with judged as (
    select case
        when sum(case when state in ('accepted', 'withdrawn') then 1 else 0 end) > 0 then 'accepted'
        when sum(case when state = 'undecided' then 1 else 0 end) > 0 then 'undecided'
        when sum(case when state = 'forwarded' then 1 else 0 end) > 0 then 'forwarded'
        else 'not_accepted' end as state
    from matter where log_id = $1 group by report_id
), counted as (
    select measure, sum(amount) as amount from count_fact
    where log_id = $1 and measure in ('received', 'accepted', 'not_accepted', 'forwarded')
    group by measure
)
select 'received', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'received'),
    (select count(*) from report where log_id = $1)
union all
select 'accepted', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'accepted'),
    (select count(*) from judged where state = 'accepted')
union all
select 'not_accepted', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'not_accepted'),
    (select count(*) from judged where state = 'not_accepted')
union all
select 'forwarded', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'forwarded'),
    (select count(*) from judged where state = 'forwarded')
union all
select 'undecided', (select cast(coalesce(sum(case when measure = 'received' then amount
    else -amount end), 0) as {int}) from counted),
    (select count(*) from judged where state = 'undecided')
