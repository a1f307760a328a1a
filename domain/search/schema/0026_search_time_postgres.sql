-- Among the terms stands from now on when a text was recorded, so that the index can be asked for
-- the newest: `fill` folds all texts anew where there are none.
truncate search_text;
