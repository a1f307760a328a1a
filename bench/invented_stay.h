// A whole stay that nobody had, in the rows of an office: what counting reads, without the ledger.
#pragma once

#include "bench/bench_office.h"

namespace ducha::bench {

/// When the last of `cases` has its result, and everything is written down.
[[nodiscard]] Instant end_of_stay();

/// Fills the tables through the rooms' own folds with four events a case, about eleven facts:
/// received, accepted a minute later, handed over after 14 hours, a result after five days. They
/// are recorded in the order of time; each occurred up to hours, a result up to days, before.
///
/// returns   how many events there are
/// cost      about 50 us a case on SQLite
std::int64_t fill_stay(BenchOffice& office, std::int64_t cases);

} // namespace ducha::bench
