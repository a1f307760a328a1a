// TF-IDF vectors and their cosines, by an inverted index that grows with the arrivals.
#include "bench/merging/peers.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace ducha::bench {
namespace {

struct Entry {
    std::uint32_t term = 0; ///< or report, in a list of the index
    float weight = 0;
};
using Vector = std::vector<Entry>; ///< by term, of length 1

/// Frequencies of the terms of a report, by term.
std::vector<std::pair<std::uint32_t, double>> counted(
    TermText const& text,
    double title_weight,
    std::unordered_map<std::uint64_t, std::uint32_t>& numbers
)
{
    std::vector<std::pair<std::uint32_t, double>> all;
    auto const add = [&](std::vector<std::uint64_t> const& terms, double weight) {
        for (auto const term : terms) {
            auto const next = static_cast<std::uint32_t>(numbers.size());
            all.emplace_back(numbers.try_emplace(term, next).first->second, weight);
        }
    };
    add(text.title, title_weight);
    add(text.body, 1);
    std::ranges::sort(all);
    std::vector<std::pair<std::uint32_t, double>> counts;
    for (auto const& [term, weight] : all) {
        if (counts.empty() || counts.back().first != term) {
            counts.emplace_back(term, 0);
        }
        counts.back().second += weight;
    }
    return counts;
}

struct Collection {
    std::vector<Vector> vectors;
    std::vector<std::uint32_t> reports_with; ///< each term
};

Collection weighted(std::vector<TermText> const& texts, Cosine const& options)
{
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    std::vector<std::vector<std::pair<std::uint32_t, double>>> counts;
    Collection made;
    for (auto const& text : texts) {
        counts.push_back(counted(text, options.title_weight, numbers));
        made.reports_with.resize(numbers.size());
        for (auto const& [term, count] : counts.back()) {
            ++made.reports_with[term];
        }
    }
    auto const n = static_cast<double>(texts.size());
    for (auto const& counts_of_one : counts) {
        Vector vector;
        double square = 0;
        for (auto const& [term, count] : counts_of_one) {
            auto const with = made.reports_with[term];
            if (with >= options.least_reports) {
                auto const often = options.sublinear ? 1 + std::log(count) : count;
                auto const weight = often * (std::log((1 + n) / (1 + with)) + options.common);
                vector.push_back({term, static_cast<float>(weight)});
                square += weight * weight;
            }
        }
        for (auto& entry : vector) {
            entry.weight /= static_cast<float>(std::sqrt(square));
        }
        made.vectors.push_back(std::move(vector));
    }
    return made;
}

float cosine(Vector const& a, Vector const& b)
{
    float sum = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (x->term == y->term) {
            sum += x->weight * y->weight;
            ++x;
            ++y;
        } else {
            x->term < y->term ? ++x : ++y;
        }
    }
    return sum;
}

/// The reports before, by the terms that one may look for.
class Search {
public:
    Search(Collection const& collection, Cosine const& options)
        : collection_{collection},
          options_{options},
          most_(options.most_reports * static_cast<double>(collection.vectors.size())),
          lists_(collection.reports_with.size()),
          sums_(collection.vectors.size())
    {
    }

    /// Adds the pairs of the next report, and the report itself to the index.
    void next(std::uint32_t report, std::vector<LikePair>& pairs)
    {
        auto const& vector = collection_.vectors[report];
        std::vector<std::uint32_t> found;
        for (auto const& entry : vector) {
            if (!may_look_for(entry.term)) {
                continue;
            }
            for (auto const& [other, weight] : lists_[entry.term]) {
                if (sums_[other] == 0) {
                    found.push_back(other);
                }
                sums_[other] += entry.weight * weight;
            }
            lists_[entry.term].push_back({report, entry.weight});
        }
        compare(report, found, pairs);
    }

private:
    [[nodiscard]] bool is_exact() const { return options_.most_reports >= 1; }

    [[nodiscard]] bool may_look_for(std::uint32_t term) const
    {
        return collection_.reports_with[term] <= most_;
    }

    void
    compare(std::uint32_t report, std::vector<std::uint32_t>& found, std::vector<LikePair>& pairs)
    {
        auto const all = found;
        if (!is_exact() && found.size() > options_.compared) {
            auto const end = found.begin() + static_cast<std::ptrdiff_t>(options_.compared);
            std::ranges::nth_element(found, end, std::greater{}, [&](std::uint32_t other) {
                return std::pair{sums_[other], other};
            });
            found.erase(end, found.end());
        }
        for (auto const other : found) {
            auto const& vectors = collection_.vectors;
            auto const likeness =
                is_exact() ? sums_[other] : cosine(vectors[report], vectors[other]);
            if (likeness >= options_.floor) {
                pairs.push_back({other, report, likeness});
            }
        }
        for (auto const other : all) {
            sums_[other] = 0;
        }
    }

    Collection const& collection_;
    Cosine const& options_;
    double most_;
    std::vector<Vector> lists_;
    std::vector<float> sums_; ///< of the report at hand with each one before; 0 between reports
};

} // namespace

std::vector<LikePair> by_cosine(std::vector<TermText> const& texts, Cosine const& options)
{
    auto const collection = weighted(texts, options);
    Search search{collection, options};
    std::vector<LikePair> pairs;
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        search.next(i, pairs);
    }
    return pairs;
}

} // namespace ducha::bench
