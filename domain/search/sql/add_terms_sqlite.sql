insert into search_index (rowid, words) values ($1, $2)
