select current_setting('enable_seqscan'), current_setting('max_parallel_workers_per_gather')
