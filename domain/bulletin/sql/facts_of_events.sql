select measure, type, channel, reception_day, occurred, recorded, amount from count_fact
where log_id = $1 and seq >= $2 and seq < $3 order by seq, ordinal
