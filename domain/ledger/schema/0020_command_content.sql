-- What a command with a key said, as a keyed digest: the key stands for that content alone. Empty
-- of commands that were recorded before there was one.
alter table command_key add column content {text} not null default '';
