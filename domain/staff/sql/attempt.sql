select failures, latest from failed_attempt where subject = $1 {lock}
