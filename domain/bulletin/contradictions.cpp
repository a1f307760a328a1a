// What must hold of any figures.
#include "domain/bulletin/figures.h"

#include <functional>

namespace ducha::bulletin {
namespace {

/// A law between sums of measures.
struct Law {
    std::vector<std::string_view> left;
    std::vector<std::string_view> right;
    bool equal = true;      ///< else: left is not less than right
    bool of_objects = true; ///< else: of the total alone
};

std::vector<Law> laws(inspection::CountingRules const& rules)
{
    std::vector<Law> all{
        {{"received_call", "received_letter", "received_web", "received_visit"}, {"received"}},
        {{"closed", "phased", "in_progress"}, {"results"}},
        {{"results"}, {"true", "basically_true", "partly_true", "untrue"}, false},
        {{"detained_admin", "detained_criminal"}, {"detained"}},
        // Where each object counts the joint cases, some have more than were made of their reports.
        {{"cases"}, {"transferred"}, false, rules.joint != inspection::JointRule::each},
    };
    bool const by_report = rules.split == inspection::SplitRule::report;
    if (by_report && rules.repeats == inspection::RepeatRule::kept) {
        all.push_back({{"received"}, {"accepted"}, false});
        all.push_back({{"accepted", "not_accepted", "forwarded", "undecided"}, {"received"}});
    }
    // A result stays counted where its case was withdrawn; a lead's joint case may stand apart.
    bool const all_transferred = rules.withdrawn == inspection::WithdrawnRule::kept &&
        rules.joint != inspection::JointRule::apart;
    if (all_transferred) {
        all.push_back({{"transferred"}, {"results"}, false});
    }
    return all;
}

std::string spelled(std::vector<std::string_view> const& measures)
{
    std::string text;
    for (auto const measure : measures) {
        text += (text.empty() ? "" : " + ") + std::string{measure};
    }
    return text;
}

std::int64_t sum(Sums const& sums, std::vector<std::string_view> const& measures)
{
    std::int64_t total = 0;
    for (auto const measure : measures) {
        total += value(sums, measure);
    }
    return total;
}

void hold(std::string const& object, Sums const& sums, Law const& law, std::vector<Breach>& found)
{
    auto const left = sum(sums, law.left);
    auto const right = sum(sums, law.right);
    if (law.equal ? left == right : left >= right) {
        return;
    }
    auto const text = (object.empty() ? "" : object + ": ") + spelled(law.left) +
        (law.equal ? " = " : " >= ") + spelled(law.right);
    found.push_back({{text, text}, std::to_string(left), std::to_string(right)});
}

} // namespace

std::vector<Breach> contradictions(Figures const& figures, inspection::CountingRules const& rules)
{
    std::vector<Breach> found;
    for (auto const& law : laws(rules)) {
        for (auto const& row : law.of_objects ? figures.rows : std::vector<Row>{}) {
            hold(row.object, row.sums, law, found);
        }
        hold("", figures.total, law, found);
    }
    return found;
}

} // namespace ducha::bulletin
