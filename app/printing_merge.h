// What people and machines read of merging: why, what waits for a person, and the model.
#pragma once

#include "domain/merge/explanation.h"
#include "domain/merge/learning.h"

#include "app/verbs.h"

namespace ducha::app {

/// Why a report lies where it lies, or how two reports compare. Reports are named by their own
/// ids.
struct Explained {
    std::string a;
    std::string b;                               ///< empty: no case was near
    std::optional<merge::Comparison> comparison; ///< of a and b
    std::optional<merge::Weighed> weighed;       ///< of a; none: not looked at yet
    bool is_pair = false;                        ///< b was asked for: the pair's evidence counts
    std::string not_chosen;                      ///< the report nearest to a there
    inspection::MergeThresholds bars;
};

[[nodiscard]] std::string print_explanation(Explained const& explained, Arguments const& arguments);

/// A proposal that waits for a person.
struct OpenProposal {
    merge::Placement placement;
    std::string report;       ///< own id
    std::string report_title; ///< or how its text begins
    std::string nearest;      ///< own id of the report that it resembles most
    std::string nearest_title;
    casefile::CaseFile of;     ///< the case proposed
    bool can_be_joined = true; ///< a report whose own case has a number stays there
    std::optional<merge::Weighed> weighed;
};

/// What follows `ducha act NAME` in the commands shown, such as ` --object SD`.
[[nodiscard]] std::string print_proposals(
    std::vector<OpenProposal> const& proposals,
    std::int64_t waiting,
    std::string const& options,
    Arguments const& arguments
);

/// A model: name, version, what it was fitted on, figures, weights, limits.
[[nodiscard]] std::string print_model(neardup::Model const& model, Arguments const& arguments);

/// What a fit has found, and the file that it was written to.
[[nodiscard]] std::string
print_fitted(merge::Fitted const& fitted, std::string const& file, Arguments const& arguments);

} // namespace ducha::app
