-- The unit of an object as a path: what may be seen is compared with it.
alter table inspected_object add column unit {text} not null default '';

update inspected_object set unit = case length(settings::json ->> 'region')
    when 2 then (settings::json ->> 'region') || '/'
    when 4 then substr(settings::json ->> 'region', 1, 2) || '/' ||
        (settings::json ->> 'region') || '/'
    when 6 then substr(settings::json ->> 'region', 1, 2) || '/' ||
        substr(settings::json ->> 'region', 1, 4) || '/' ||
        (settings::json ->> 'region') || '/'
    else code || '/' end;

create index object_by_log on inspected_object (log_id, object_log);
