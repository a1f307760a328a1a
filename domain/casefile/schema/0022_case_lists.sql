-- Lists of cases are ordered by the day on which the root report was received.
create index case_by_day on case_file (log_id, reception_day, case_id);
create index case_watched on case_file (log_id, reception_day, case_id) where watched = 1;
create index case_by_batch on case_file (log_id, batch_day, reception_day, case_id)
    where batch_day is not null;
create index case_due on case_file (log_id, due) where standing = 'handed_over';
