select set_config('enable_seqscan', $1, false),
    set_config('max_parallel_workers_per_gather', $2, false)
