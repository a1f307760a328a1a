// What a person asks of the counts: as of when, as known when, of which objects.
#pragma once

#include "domain/bulletin/edition.h"
#include "domain/inspection/inspection.h"

#include "app/verbs.h"

namespace ducha::app {

/// `--as-of`, `--known-at`, `--by`. A day alone means its daily cut.
///
/// now   stands for an instant that was left out
[[nodiscard]] Result<bulletin::Question>
question_of(Arguments const& arguments, Instant now, TimeOfDay cut);

/// The latest daily cut that is not after `now`.
[[nodiscard]] Instant latest_cut(Instant now, TimeOfDay cut);

/// All objects of the inspection, or the one that was named.
[[nodiscard]] Result<std::vector<bulletin::Counted>> objects_to_count(
    Office& office, inspection::Inspection const& inspection, std::string const& named
);

/// What the person of the command line asks editions of.
[[nodiscard]] bulletin::Newsroom newsroom(Office& office, inspection::Inspection const& inspection);

} // namespace ducha::app
