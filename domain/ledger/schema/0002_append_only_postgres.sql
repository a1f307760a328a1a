create function ducha_is_final() returns trigger language plpgsql as $$
begin
    raise exception '% rows are never changed or removed', tg_table_name;
end $$;

create trigger event_is_final before update or delete on event
for each row execute function ducha_is_final();

create trigger words_are_final before update on event_words
for each row execute function ducha_is_final();

create trigger head_is_final before update or delete on signed_head
for each row execute function ducha_is_final();

create trigger events_stay before truncate on event
for each statement execute function ducha_is_final();

create trigger all_words_stay before truncate on event_words
for each statement execute function ducha_is_final();

create trigger heads_stay before truncate on signed_head
for each statement execute function ducha_is_final();
