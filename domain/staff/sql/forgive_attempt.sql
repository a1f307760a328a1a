update failed_attempt set failures = failures - 1 where subject = $1 and failures > 0
