insert into search_index (search_index, rank) values ('integrity-check', 1)
