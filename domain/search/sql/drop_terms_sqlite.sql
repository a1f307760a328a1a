delete from search_index where rowid = $1
