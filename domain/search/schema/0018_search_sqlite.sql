-- A row for each matter whose working texts hold words. place: log and matter as one number;
-- words: folded, with the marks that filters look up.
create table search_text (
    place integer primary key,
    log_id integer not null,
    matter_id integer not null,
    report_id integer not null,
    reception_day integer not null,
    recorded integer not null,
    words text not null
) strict;

create unique index search_text_by_matter on search_text (log_id, matter_id);
create index search_text_newest on search_text (log_id, recorded);

-- The words lie in search_text alone, so that an erased text can be taken out of the index term by
-- term (secure-delete); an index without content would only note that it is gone.
create virtual table search_index using fts5 (
    words, content = 'search_text', content_rowid = 'place', columnsize = 0, tokenize = 'pairs'
);

insert into search_index (search_index, rank) values ('secure-delete', 1);
