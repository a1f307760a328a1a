create trigger event_is_final before update on event
begin select raise(abort, 'an event is never changed'); end;

create trigger event_stays before delete on event
begin select raise(abort, 'an event is never removed'); end;

create trigger words_are_final before update on event_words
begin select raise(abort, 'words are erased, never changed'); end;

create trigger head_is_final before update on signed_head
begin select raise(abort, 'a signed head is never changed'); end;

create trigger head_stays before delete on signed_head
begin select raise(abort, 'a signed head is never removed'); end;
