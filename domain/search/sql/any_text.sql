select 1 from search_text limit 1
