select cast(c.reltuples as bigint), cast(s.histogram_bounds as text)
from pg_class c join pg_stats s on s.tablename = c.relname
where c.oid = cast('search_text' as regclass) and s.schemaname = current_schema()
    and s.attname = 'recorded' and s.histogram_bounds is not null
