// The verb that makes an inspection up.
#include "base/text.h"

#include "app/chosen_simulation.h"
#include "app/desk_of_verbs.h"
#include "app/interrupt.h"
#include "app/progress.h"
#include "app/usage_refusals.h"
#include "simulation/simulation.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

constexpr std::int64_t most_reports = 10'000'000;

Result<std::int64_t>
whole_number(std::string_view option, std::string const& text, std::int64_t most)
{
    auto const number = parse_integer(text);
    if (!number || *number < (option == "--seed" ? 0 : 1) || *number > most) {
        return refuse(
            usage_refusals,
            UsageRefusal::bad_number,
            text,
            fmt::format("{} to {}", option == "--seed" ? 0 : 1, most),
            std::string{option}
        );
    }
    return *number;
}

/// The profile as it was asked for: scaled, with its shares of noise.
Result<simulation::Profile> profile_of(Arguments const& arguments)
{
    auto profile = simulation::read_profile(arguments.profile);
    if (!profile) {
        profile.error().where = "--profile " + profile.error().where;
        return profile;
    }
    if (!arguments.reports.empty()) {
        auto const reports = whole_number("--reports", arguments.reports, most_reports);
        if (!reports) {
            return std::unexpected{reports.error()};
        }
        profile = simulation::scaled(std::move(*profile), *reports);
    }
    for (auto const& word : arguments.noise) {
        if (auto const set = simulation::set_noise(profile->noise, word); !set) {
            return std::unexpected{set.error()};
        }
    }
    return profile;
}

/// What an object came to, as its quota says.
void tell_object(
    Arguments const& arguments,
    inspection::InspectedObject const& object,
    simulation::Quota const& quota,
    simulation::SimulatedObject const& made
)
{
    json::ObjectText figures;
    figures.put("object", json::quoted(object.code));
    figures.put("received", std::to_string(quota.received));
    figures.put("accepted", std::to_string(quota.accepted));
    figures.put("problems", std::to_string(made.problems.size()));
    figures.put("transferred", std::to_string(quota.transferred));
    figures.put("closed", std::to_string(quota.closed));
    figures.put("phased", std::to_string(quota.phased));
    figures.put("results", std::to_string(made.results.size()));
    tell(
        arguments,
        {fmt::format(
             "{} {}：收到 {} 件，受理 {} 件，问题 {} 个，转办 {} 件，办结 {} 件",
             object.code,
             object.name_zh,
             quota.received,
             quota.accepted,
             made.problems.size(),
             quota.transferred,
             quota.closed
         ),
         fmt::format(
             "{} {}: {} received, {} accepted, {} problems, {} transferred, {} closed",
             object.code,
             object.name_en,
             quota.received,
             quota.accepted,
             made.problems.size(),
             quota.transferred,
             quota.closed
         )},
        std::move(figures)
    );
}

} // namespace

Result<ChosenSimulation> chosen_simulation(Arguments const& arguments)
{
    auto profile = profile_of(arguments);
    auto const seed = whole_number("--seed", arguments.seed, INT64_MAX);
    if (!profile || !seed) {
        return std::unexpected{profile ? seed.error() : profile.error()};
    }
    return ChosenSimulation{std::move(*profile), static_cast<std::uint64_t>(*seed)};
}

int run_simulate(Arguments const& arguments)
{
    auto const chosen = chosen_simulation(arguments);
    if (!chosen) {
        return say(arguments, chosen.error());
    }
    auto const& profile = chosen->profile;
    // Each report counts twice: when it is made up and when it is written.
    Progress bar{"模拟 simulate", 2 * profile.published.received};
    auto const advance = [&](std::int64_t reports) {
        end_if_asked();
        bar.advance(reports);
    };
    auto const simulated = simulation::generate(profile, chosen->seed, advance);
    if (auto const written = simulation::write(simulated, profile, arguments.folder, advance);
        !written) {
        return say(arguments, written.error());
    }
    bar.done();
    for (std::size_t i = 0; i < simulated.objects.size(); ++i) {
        tell_object(
            arguments, profile.inspection.objects[i], profile.objects[i].quota, simulated.objects[i]
        );
    }
    return ExitCode::done;
}

} // namespace ducha::app
