-- The unit of an object as a path: what may be seen is compared with it.
alter table inspected_object add column unit {text} not null default '';

update inspected_object set unit = case length(json_extract(settings, '$.region'))
    when 2 then json_extract(settings, '$.region') || '/'
    when 4 then substr(json_extract(settings, '$.region'), 1, 2) || '/' ||
        json_extract(settings, '$.region') || '/'
    when 6 then substr(json_extract(settings, '$.region'), 1, 2) || '/' ||
        substr(json_extract(settings, '$.region'), 1, 4) || '/' ||
        json_extract(settings, '$.region') || '/'
    else code || '/' end;

create index object_by_log on inspected_object (log_id, object_log);
