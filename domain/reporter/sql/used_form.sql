select content from used_form where token = $1
