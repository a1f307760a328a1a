-- When the reporter called, wrote, came, beside the matter: lists are ordered by it.
alter table matter add column occurred {int} not null default 0;

update matter set occurred = (select r.occurred from report r
    where r.log_id = matter.log_id and r.report_id = matter.report_id);

create index matter_by_time on matter (log_id, occurred, matter_id);
create index matter_by_state on matter (log_id, state, occurred, matter_id);
create index matter_urgent on matter (log_id, occurred, matter_id) where urgent <> '';
