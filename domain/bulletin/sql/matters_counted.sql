with counted as (
    select measure, sum(amount) as amount from count_fact
    where log_id = $1 and measure in ('matters', 'matters_withdrawn', 'matters_forwarded', 'urgent')
    group by measure
)
select 'matters', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'matters'),
    (select count(*) from placement where log_id = $1)
union all
select 'matters_withdrawn', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'matters_withdrawn'),
    (select count(*) from matter where log_id = $1 and state = 'withdrawn')
union all
select 'matters_forwarded', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'matters_forwarded'),
    (select count(*) from matter m join placement p on p.log_id = m.log_id
    and p.matter_id = m.matter_id where m.log_id = $1 and m.state = 'forwarded')
union all
select 'urgent', (select cast(coalesce(sum(amount), 0) as {int}) from counted
    where measure = 'urgent'),
    (select count(*) from matter where log_id = $1 and urgent <> '')
