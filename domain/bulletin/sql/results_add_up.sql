with counted as (
    select cast(coalesce(sum(case when measure = 'results' then amount else 0 end), 0) as {int})
            as results,
        cast(coalesce(sum(case when measure = 'transferred' then amount else 0 end), 0) as {int})
            as transferred,
        cast(coalesce(sum(case when measure in ('closed', 'phased', 'in_progress') then amount
            else 0 end), 0) as {int}) as by_status
    from count_fact where log_id = $1
)
select by_status, results from counted
union all
select results, case when results <= transferred then results else transferred end from counted
