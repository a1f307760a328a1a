with amounts as (
    select measure, amount as counted, 0 as there from count_fact
    where log_id = $1
    and measure in ('results', 'closed', 'phased', 'in_progress', 'true', 'basically_true',
        'partly_true', 'untrue', 'immediate', 'by_deadline', 'long_term', 'ordered', 'penalised',
        'fine_fen', 'seized', 'criminal', 'detained_admin', 'detained_criminal', 'interviewed',
        'accountable')
    union all select 'results', 0, 1 from case_result where log_id = $1 and status is not null
    union all select status, 0, 1 from case_result where log_id = $1 and status is not null
    union all select truth, 0, 1 from case_result where log_id = $1 and truth is not null
    union all select class, 0, 1 from case_result where log_id = $1 and class is not null
    union all select 'ordered', 0, ordered from case_result where log_id = $1
    union all select 'penalised', 0, penalised from case_result where log_id = $1
    union all select 'fine_fen', 0, fine_fen from case_result where log_id = $1
    union all select 'seized', 0, seized from case_result where log_id = $1
    union all select 'criminal', 0, criminal from case_result where log_id = $1
    union all select 'detained_admin', 0, detained_admin from case_result where log_id = $1
    union all select 'detained_criminal', 0, detained_criminal from case_result where log_id = $1
    union all select 'interviewed', 0, interviewed from case_result where log_id = $1
    union all select 'accountable', 0, accountable from case_result where log_id = $1
)
select measure, cast(sum(counted) as {int}), cast(sum(there) as {int}) from amounts
group by measure order by measure
