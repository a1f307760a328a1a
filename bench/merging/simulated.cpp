// Replays one object of a simulation through the near-duplicate engine alone, as the domain would,
// and writes who was joined to what, and who belongs together: for evaluate.py.
//
//   merging_simulated --profile NAME --object CODE --seed N --joins joins.csv --labels cases.csv
#include "base/text.h"

#include "engines/neardup/neardup.h"

#include "domain/merge/desk.h"

#include "bench/merging/learning.h"
#include "bench/merging/taken_down.h"
#include "simulation/simulation.h"

#include <fstream>
#include <iostream>
#include <map>
#include <string>

namespace {

namespace neardup = ducha::neardup;
namespace simulation = ducha::simulation;

using Options = std::map<std::string, std::string>;

int replay(simulation::Profile const& profile, std::size_t place, Options const& options)
{
    auto const seed = ducha::parse_integer(options.at("--seed")).value_or(1);
    auto const simulated = simulation::generate(profile, static_cast<std::uint64_t>(seed));
    auto const& object = simulated.objects[place];
    ducha::inspection::Placed const where{profile.inspection, profile.inspection.objects[place]};
    auto const& model = neardup::Model::standard();
    neardup::Index index{model};
    std::ofstream joins{options.at("--joins")};
    std::ofstream labels{options.at("--labels")};
    joins << "report,case\n";
    labels << "id,case\n";
    std::int64_t number = 0;
    for (auto const& report : object.reports) {
        ++number;
        if (report.fate != simulation::Fate::valid) {
            continue;
        }
        ducha::merge::Reading const reading{ducha::bench::taken_down(report, where, number)};
        auto const document = reading.document();
        auto const found = index.candidates(document);
        auto const* best = ducha::bench::joined(found, model.thresholds.join_probability);
        auto const into = best == nullptr ? number : best->case_id;
        index.attach(document, into);
        joins << number << ',' << into << '\n';
        labels << number << ',' << object.problems[report.problem].id << '\n';
    }
    return joins && labels ? 0 : 1;
}

int run(Options const& options)
{
    auto const profile = simulation::read_profile(options.at("--profile"));
    if (!profile) {
        std::cerr << to_line(profile.error()) << '\n';
        return 1;
    }
    for (std::size_t place = 0; place < profile->objects.size(); ++place) {
        if (profile->objects[place].code == options.at("--object")) {
            return replay(*profile, place, options);
        }
    }
    std::cerr << "no such object: " << options.at("--object") << '\n';
    return 1;
}

} // namespace

int main(int count, char** arguments)
{
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        options[arguments[i]] = arguments[i + 1];
    }
    for (auto const* needed : {"--profile", "--object", "--seed", "--joins", "--labels"}) {
        if (!options.contains(needed)) {
            std::cerr << "usage: merging_simulated --profile NAME --object CODE --seed N"
                         " --joins FILE --labels FILE\n";
            return 2;
        }
    }
    return run(options);
}
