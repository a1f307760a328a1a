// What the tests of the simulation share: profiles, and simulations that are made once.
#pragma once

#include "simulation/simulation.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

namespace ducha::simulation {

inline constexpr auto* large = "second-round-fourth-batch";

[[nodiscard]] inline Profile profile_named(std::string const& name)
{
    auto profile = read_profile(name);
    EXPECT_TRUE(profile.has_value()) << to_line(profile.error());
    return *profile;
}

/// The simulation of a built-in profile as it is.
[[nodiscard]] inline Simulated const& simulated(std::string const& name, std::uint64_t seed)
{
    static std::map<std::pair<std::string, std::uint64_t>, Simulated> made;
    auto const known = made.find({name, seed});
    return known == made.end()
        ? made.emplace(std::pair{name, seed}, generate(profile_named(name), seed)).first->second
        : known->second;
}

} // namespace ducha::simulation
