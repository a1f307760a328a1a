// Replaying a collection: what the engine makes of it, and what can be learned from it.
#include "bench/merging/learning.h"

#include "engines/neardup/batch.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <unordered_map>

namespace ducha::bench {
namespace {

using neardup::Candidate;
using neardup::Example;

} // namespace

Candidate const* joined(std::vector<Candidate> const& found, double bar)
{
    auto const at = std::ranges::find_if(found, [&](Candidate const& candidate) {
        return candidate.agrees_with_root && candidate.probability >= bar;
    });
    return at == found.end() ? nullptr : &*at;
}

std::vector<Example> examples_of(Collection const& collection, neardup::Model const& model)
{
    struct Of {
        std::uint64_t truth = 0;
        std::int64_t founder = 0;
        double reports = 0;
    };
    std::unordered_map<std::uint64_t, Of> cases;              // by truth
    std::unordered_map<std::int64_t, std::uint64_t> truth_of; // by founder
    std::vector<Example> examples;
    neardup::Index index{model};
    auto const document = [&](std::size_t i) { return collection.document(i); };
    neardup::in_order(collection.size(), model, document, [&](std::size_t i, auto const& report) {
        auto const truth = collection.truth(i);
        auto const id = collection.document(i).id;
        if (truth == 0) {
            index.attach(report, id);
            return;
        }
        for (auto const& candidate : index.candidates(report)) {
            auto const other = truth_of.find(candidate.case_id);
            if (other == truth_of.end()) {
                continue;
            }
            bool const same = other->second == truth;
            if (same || !collection.unsure(id, candidate.nearest)) {
                examples.push_back({candidate.values, same ? 1.0 : 0.0, 1.0, truth});
            }
        }
        auto& own = cases.try_emplace(truth, Of{truth, id, 0}).first->second;
        ++own.reports;
        truth_of[own.founder] = truth;
        index.attach(report, own.founder);
    });
    for (auto& example : examples) {
        example.share = 1 / std::sqrt(cases.at(example.group).reports);
    }
    return examples;
}

std::vector<Decided> replayed(
    Collection const& collection,
    std::span<neardup::Model const> models,
    std::span<double const> bars,
    std::function<std::size_t(std::size_t)> const& model_of
)
{
    std::vector<neardup::Index> indexes;
    for (auto const& model : models) {
        indexes.emplace_back(model);
    }
    std::vector<Decided> result;
    auto const document = [&](std::size_t i) { return collection.document(i); };
    neardup::in_order(
        collection.size(),
        models.front(),
        document,
        [&](std::size_t i, auto const& report) {
            auto const which = model_of(i);
            neardup::Work work;
            auto const found = indexes[which].candidates(report, {}, &work);
            auto const* best = joined(found, bars[which]);
            auto const id = collection.document(i).id;
            Decided decided{.id = id, .in = id, .compared = std::move(work.found)};
            if (!found.empty()) {
                decided.nearest = found.front().nearest;
                decided.probability = found.front().probability;
            }
            if (best != nullptr) {
                decided.in = best->case_id;
                decided.nearest = best->nearest;
                decided.probability = best->probability;
            }
            for (auto& index : indexes) {
                index.attach(report, decided.in);
            }
            result.push_back(std::move(decided));
        }
    );
    return result;
}

void write_joins(
    std::string const& path,
    std::vector<Decided> const& decided,
    neardup::Thresholds const& thresholds
)
{
    std::ofstream out{path};
    out << "report,case,nearest,probability,proposed,candidates\n";
    for (auto const& row : decided) {
        bool const proposed = row.in == row.id && row.probability >= thresholds.propose_probability;
        out << row.id << ',' << row.in << ',' << row.nearest << ',' << row.probability << ','
            << proposed << ',';
        for (auto const id : row.compared) {
            out << id << ' ';
        }
        out << '\n';
    }
}

Scores scores_of(
    Collection const& collection,
    std::vector<Decided> const& decided,
    std::function<bool(std::uint64_t)> const& scored
)
{
    std::map<std::int64_t, std::vector<std::size_t>> found;
    std::map<std::uint64_t, std::size_t> truth;
    std::size_t count = 0;
    for (std::size_t i = 0; i < decided.size(); ++i) {
        if (collection.truth(i) != 0 && scored(collection.truth(i))) {
            found[decided[i].in].push_back(i);
            ++truth[collection.truth(i)];
            ++count;
        }
    }
    double true_pairs = 0;
    double found_pairs = 0;
    double right_pairs = 0;
    double precision = 0;
    double recall = 0;
    for (auto const& [key, size] : truth) {
        true_pairs += static_cast<double>(size) * static_cast<double>(size - 1) / 2;
    }
    for (auto const& [in, members] : found) {
        for (auto const a : members) {
            double right = 0;
            double together = 0;
            for (auto const b : members) {
                bool const same = collection.truth(a) == collection.truth(b);
                bool const counts = same || !collection.unsure(decided[a].id, decided[b].id);
                right += same ? 1 : 0;
                together += counts ? 1 : 0;
                right_pairs += same && a < b ? 1 : 0;
                found_pairs += counts && a < b ? 1 : 0;
            }
            precision += right / together;
            recall += right / static_cast<double>(truth.at(collection.truth(a)));
        }
    }
    auto const f1 = [](double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; };
    auto const all = static_cast<double>(std::max<std::size_t>(count, 1));
    return {
        .pair_f1 =
            f1(found_pairs > 0 ? right_pairs / found_pairs : 1,
               true_pairs > 0 ? right_pairs / true_pairs : 1),
        .bcubed_f1 = f1(precision / all, recall / all),
    };
}

neardup::Frequencies counted_by_case(
    Collection const& collection, std::vector<Decided> const& decided, std::uint32_t least
)
{
    std::map<std::int64_t, std::string> texts;
    for (std::size_t i = 0; i < collection.size(); ++i) {
        auto const document = collection.document(i);
        texts[decided[i].in].append(document.text).append("\n");
    }
    std::vector<std::string_view> views;
    for (auto const& [in, text] : texts) {
        views.push_back(text);
    }
    return neardup::Frequencies::counted(views, least);
}

} // namespace ducha::bench
