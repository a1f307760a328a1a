insert into search_index (search_index) values ('delete-all')
