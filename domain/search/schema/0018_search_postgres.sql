-- A row for each matter whose working texts hold words. words: folded, with the marks that filters
-- look up; terms: of the words.
create table search_text (
    log_id bigint not null,
    matter_id bigint not null,
    report_id bigint not null,
    reception_day bigint not null,
    recorded bigint not null,
    words text collate "C" not null,
    terms tsvector not null,
    primary key (log_id, matter_id)
) with (toast_tuple_target = 128);

-- Words are read for every text that is looked through, terms never: they are for the index.
alter table search_text alter column words set storage main;
alter table search_text alter column terms set storage external;

create index search_text_newest on search_text (recorded, log_id);
create index search_terms on search_text using gin (terms);
