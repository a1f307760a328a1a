// Why a matter lies where it lies: the evidence that the engine weighed, in full.
//
// A ruling is explained as it was made: the log is walked again up to it, so that the sum of the
// evidence is the score that the ledger recorded.
#pragma once

#include "domain/merge/replay.h"

namespace ducha::merge {

/// Why a case that was near was not chosen.
enum class WhyNot {
    refused_by_a_person, ///< or parted from it
    closed,              ///< a new report of it is a recurrence
    root_differs,        ///< sure enough, but unlike the report that founded the case
    less_likely,         ///< than the case that was chosen
    below_joining,       ///< likely enough only to be proposed
    below_proposing,
    another_district,
    another_enterprise,
};

/// The nearest case that a matter was not joined or proposed to.
struct NotChosen {
    CaseId of;
    MatterId nearest; ///< the member that the matter resembles most
    double probability = 0.0;
    std::vector<WhyNot> why; ///< in the order of the enum; may be none where a person decided
};

/// A ruling with the evidence of that moment.
struct Weighed {
    Ruled ruled;
    std::optional<MatterId> nearest;        ///< none: no case was near
    std::vector<neardup::Feature> features; ///< all evidence, in the order of its enum
    double log_odds = 0.0;                  ///< the sum of the features' weights
    double probability = 0.0;               ///< calibrated
    bool agrees_with_root = false;
    std::string model; ///< `name/version` that weighed it; the ruling's own, where it names one
    std::optional<NotChosen> not_chosen;
};

/// The last ruling on each of these matters; nothing for one that waits to be looked at, be it
/// again.
///
/// bars   of the inspection: what the reasons of a case not chosen are measured by
/// cost   one walk of the log up to the last of these rulings, about 200 us a matter that it
///        passes
[[nodiscard]] std::map<MatterId, Weighed> weigh(
    db::Connection& connection,
    intake::MayReadMatters const& may,
    std::vector<MatterId> const& matters,
    inspection::MergeThresholds const& bars
);

/// Two matters side by side.
struct Comparison {
    std::string a; ///< the working text as the engine reads it: the title, a line end, the text
    std::string b;
    std::vector<neardup::SharedWord> words; ///< rare runs that both hold; spans are bytes
    std::vector<neardup::Feature> features; ///< of the pair: nothing of a case
    double log_odds = 0.0;
    double probability = 0.0;
    double days_apart = 0.0;
    std::optional<double> metres; ///< between their pins; none where one has no pin
    std::string model;
};

/// Compares two matters under the model in force.
///
/// refuses   a matter that the log has not
[[nodiscard]] Result<Comparison>
compare(db::Connection& connection, intake::MayReadMatters const& may, MatterId a, MatterId b);

/// The features that speak most loudly for (or against) a joining: the heaviest first, without
/// the prior.
///
/// most   how many at most
[[nodiscard]] std::vector<neardup::Feature>
strongest(std::vector<neardup::Feature> const& features, bool for_joining, std::size_t most);

} // namespace ducha::merge

template <>
struct ducha::Codes<ducha::merge::WhyNot> {
    using WhyNot = merge::WhyNot;
    static constexpr CodeRow<WhyNot> table[] = {
        {WhyNot::refused_by_a_person,
         "refused_by_a_person",
         "人工已确认不是同一问题",
         "a person said that it is another matter"},
        {WhyNot::closed, "closed", "该件已办结", "the case is closed"},
        {WhyNot::root_differs,
         "root_differs",
         "与该件首件不符",
         "it does not resemble the report that founded the case"},
        {WhyNot::less_likely, "less_likely", "另一件更可能", "another case is more likely"},
        {WhyNot::below_joining, "below_joining", "低于自动并案线", "below the bar for joining"},
        {WhyNot::below_proposing, "below_proposing", "低于建议并案线", "below the bar for proposals"
        },
        {WhyNot::another_district, "another_district", "所在区县不同", "another district is named"},
        {WhyNot::another_enterprise,
         "another_enterprise",
         "企业名称不同",
         "another enterprise is named"},
    };
};
