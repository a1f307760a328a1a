-- The events that name a thing, by what their bodies call it.
create index event_by_matter on event (
    log_id, (cast(coalesce(
    cast(body as json) ->> 'matter', cast(body as json) -> 'of' ->> 'matter'
) as bigint)), seq
) where cast(coalesce(
    cast(body as json) ->> 'matter', cast(body as json) -> 'of' ->> 'matter'
) as bigint) is not null;

create index event_by_case on event (
    log_id, (cast(cast(body as json) ->> 'case' as bigint)), seq
) where cast(cast(body as json) ->> 'case' as bigint) is not null;

create index event_by_report on event (
    log_id, (cast(cast(body as json) ->> 'report' as bigint)), seq
) where type in ('matter_split_off', 'addition_received', 'attachment_added', 'attachment_removed');

create index event_by_batch on event (
    log_id, ((cast(body as json) ->> 'day')), seq
) where type in ('batch_sealed', 'batch_handed_over', 'batch_acknowledged');
