-- The events that name a thing, by what their bodies call it.
create index event_by_matter on event (
    log_id, (coalesce(json_extract(body, '$.matter'), json_extract(body, '$.of.matter'))), seq
) where coalesce(json_extract(body, '$.matter'), json_extract(body, '$.of.matter')) is not null;

create index event_by_case on event (
    log_id, (json_extract(body, '$.case')), seq
) where json_extract(body, '$.case') is not null;

create index event_by_report on event (
    log_id, (json_extract(body, '$.report')), seq
) where type in ('matter_split_off', 'addition_received', 'attachment_added', 'attachment_removed');

create index event_by_batch on event (
    log_id, (json_extract(body, '$.day')), seq
) where type in ('batch_sealed', 'batch_handed_over', 'batch_acknowledged');
