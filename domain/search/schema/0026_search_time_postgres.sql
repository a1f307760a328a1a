-- Among the terms stands from now on when a text was recorded, so that the index can be asked for
-- the newest: `fill` folds all texts anew where there are none.
truncate search_text;

-- What is not sorted into the index yet is read by every search: 256 kB of it, about 80 texts.
alter index search_terms set (gin_pending_list_limit = 256);
