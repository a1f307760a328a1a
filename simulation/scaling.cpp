// A profile made larger or smaller, and its noise set by name.
#include "simulation/dice.h"
#include "simulation/quota_fields.h"
#include "simulation/simulation.h"
#include "simulation/simulation_refusals.h"

#include <algorithm>
#include <charconv>

namespace ducha::simulation {
namespace {

/// Rounding down keeps the order of two figures, but not of a figure and a sum of two; and it may
/// leave a measure without its case.
void put_right(Quota& quota)
{
    quota.accepted = std::min(quota.accepted, quota.received);
    quota.transferred = std::min(quota.transferred, quota.accepted);
    quota.closed = std::min(quota.closed, quota.transferred);
    quota.phased = std::min(quota.phased, quota.transferred - quota.closed);
    for (auto const& field : quota_fields) {
        if (field.is_measure && quota.transferred == 0) {
            quota.*field.value = 0;
        }
    }
    if (quota.penalised == 0) {
        quota.fine = Fen{};
    }
}

} // namespace

Profile scaled(Profile profile, std::int64_t reports)
{
    auto const whole = profile.published.received;
    if (whole == 0) {
        return profile;
    }
    std::vector<std::int64_t> shares;
    for (auto const& object : profile.objects) {
        shares.push_back(object.quota.received);
    }
    auto const received = apportioned(reports, shares);
    profile.published = {};
    for (std::size_t i = 0; i < profile.objects.size(); ++i) {
        auto& quota = profile.objects[i].quota;
        for (auto const& field : quota_fields) {
            quota.*field.value = in_proportion(quota.*field.value, reports, whole);
        }
        // A share of a fine would end in odd fen: whole hundreds of yuan, as fines are.
        constexpr std::int64_t hundred_yuan = 10'000;
        auto const hundreds = in_proportion(quota.fine.get() / hundred_yuan, reports, whole);
        quota.fine = reports == whole ? quota.fine : Fen{hundreds * hundred_yuan};
        quota.received = received[i];
        put_right(quota);
        add(profile.published, quota);
    }
    return profile;
}

Result<void> set_noise(Noise& noise, std::string_view word)
{
    std::string known;
    auto const equals = word.find('=');
    auto const name = word.substr(0, equals);
    for (auto const& field : noise_fields) {
        known += (known.empty() ? "" : ", ") + std::string{field.name};
        if (field.name != name) {
            continue;
        }
        auto const text = equals == std::string_view::npos ? "" : word.substr(equals + 1);
        double share = -1;
        auto const [end, error] = std::from_chars(text.begin(), text.end(), share);
        if (error != std::errc{} || end != text.end() || !(share >= 0 && share <= 1)) {
            return refuse(
                refusals,
                SimulationRefusal::bad_noise,
                std::string{word},
                std::string{name} + "= and a share from 0 to 1",
                "--noise"
            );
        }
        noise.*field.value = share;
        return {};
    }
    return refuse(
        refusals,
        SimulationRefusal::bad_noise,
        std::string{word},
        "NAME=SHARE with one of " + known,
        "--noise"
    );
}

} // namespace ducha::simulation
