// How well cases follow the truth.
#include "simulation/score.h"

#include <map>
#include <set>

namespace ducha::simulation {

double BCubed::f1() const
{
    auto const sum = precision + recall;
    return sum > 0 ? 2 * precision * recall / sum : 0;
}

BCubed b_cubed(std::vector<Placing> const& items)
{
    if (items.empty()) {
        return {};
    }
    std::map<std::int64_t, double> made;
    std::map<std::int64_t, double> truth;
    std::map<std::pair<std::int64_t, std::int64_t>, double> both;
    for (auto const& item : items) {
        ++made[item.made];
        ++truth[item.truth];
        ++both[{item.made, item.truth}];
    }
    BCubed score{.precision = 0, .recall = 0};
    for (auto const& [pair, size] : both) {
        score.precision += size * size / made[pair.first];
        score.recall += size * size / truth[pair.second];
    }
    auto const count = static_cast<double>(items.size());
    return {.precision = score.precision / count, .recall = score.recall / count};
}

std::int64_t cases_made(std::vector<Placing> const& items)
{
    std::set<std::int64_t> made;
    for (auto const& item : items) {
        made.insert(item.made);
    }
    return static_cast<std::int64_t>(made.size());
}

} // namespace ducha::simulation
