// The evidence of a pair of reports, and its sum.
#pragma once

#include "engines/neardup/sketch.h"

namespace ducha::neardup {

[[nodiscard]] inline double& at(Values& values, Evidence name)
{
    return values[static_cast<std::size_t>(name)];
}

/// What the heaviest n-grams of an earlier report weigh that the report holds too: enough to see
/// which of many are worth a comparison.
///
/// cost   O(1)
[[nodiscard]] float glance(Probe const& report, Kept const& earlier);

/// The values of all evidence of a pair; those of a case stay 0.
///
/// cost   O(n-grams of the earlier report)
[[nodiscard]] Values compare(Probe const& report, Kept const& earlier);

/// The sum of values times weights, in the order of the enum.
[[nodiscard]] double log_odds_of(Values const& values, Model const& model);

/// By the model's calibration; 1 / (1 + exp(-log_odds)) where it has none. Never falls as the log
/// odds rise.
[[nodiscard]] double probability_of(double log_odds, Model const& model);

} // namespace ducha::neardup
