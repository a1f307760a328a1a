// Where a simulation takes place.
#include "simulation/gazetteer.h"

#include "base/text.h"

#include "domain/inspection/units.h"

#include <algorithm>
#include <array>
#include <set>

namespace ducha::simulation {
namespace {

constexpr std::int64_t millionths = 1'000'000;
constexpr std::int64_t metres_a_degree = 111'195; // of latitude, on a sphere of 6,371 km

/// Metres of a degree of longitude, by Bhaskara's cosine: (32400 - 4 x^2) / (32400 + x^2) for x in
/// degrees; off by less than 0.2 %.
std::int64_t metres_a_degree_of_longitude(std::int64_t latitude)
{
    auto const hundredths = latitude / (millionths / 100);
    auto const square = hundredths * hundredths;
    constexpr std::int64_t whole = 324'000'000;
    return metres_a_degree * (whole - 4 * square) / (whole + square);
}

/// The stems of all real cities and counties: 鹤山 of 鹤山区.
std::set<std::string> const& real_stems()
{
    static std::set<std::string> const stems = [] {
        std::set<std::string> found;
        auto const& tree = inspection::UnitTree::built_in();
        std::vector<std::string> open{""};
        while (!open.empty()) {
            auto const parent = std::move(open.back());
            open.pop_back();
            for (auto const* const region : tree.below(parent)) {
                found.emplace(first_code_points(region->name, 2));
                open.push_back(region->code);
            }
        }
        return found;
    }();
    return stems;
}

/// How many cities an object of so many cases has, and counties each.
std::int64_t cities_of(std::int64_t cases)
{
    return std::clamp<std::int64_t>(3 + cases / 240, 3, 17);
}

Behaviour behaviour_of(Dice& dice)
{
    constexpr std::int64_t weights[] = {55, 25, 12, 8};
    return Codes<Behaviour>::table[dice.weighted(weights)].value;
}

} // namespace

Position Position::moved(std::int64_t east, std::int64_t north) const
{
    return {
        longitude + east * millionths / metres_a_degree_of_longitude(latitude),
        latitude + north * millionths / metres_a_degree
    };
}

Position position_of(double longitude, double latitude)
{
    auto const whole = [](double value) {
        return static_cast<std::int64_t>(value * static_cast<double>(millionths) + 0.5);
    };
    return {whole(longitude), whole(latitude)};
}

double degrees(std::int64_t value)
{
    return static_cast<double>(value) / static_cast<double>(millionths);
}

Position scattered(Position centre, std::int64_t radius, Dice& dice)
{
    while (true) {
        auto const east = dice.between(-radius, radius);
        auto const north = dice.between(-radius, radius);
        if (east * east + north * north <= radius * radius) {
            return centre.moved(east, north);
        }
    }
}

std::string Names::place()
{
    for (int tries = 0;; ++tries) {
        auto name = dice_->one(parts_->first);
        if (!dice_->chance(0.2)) {
            name += dice_->one(parts_->first);
        }
        name += dice_->one(parts_->second);
        if (taken_.insert(name).second || tries == 20) {
            return name;
        }
    }
}

std::string Names::place_with(std::vector<std::string> const& endings)
{
    auto name = place();
    return name += dice_->one(endings);
}

std::string Names::firm()
{
    for (int tries = 0;; ++tries) {
        auto name = dice_->one(parts_->firm_first);
        name += dice_->one(parts_->firm_second);
        if (!dice_->chance(0.2)) {
            name += dice_->one(parts_->firm_second);
        }
        if (taken_.insert(name).second || tries == 20) {
            return name;
        }
    }
}

std::string Names::person()
{
    auto name = dice_->one(parts_->surnames) + "模拟";
    return name += dice_->one(parts_->first);
}

std::string Names::city_or_county()
{
    while (true) {
        auto name = dice_->one(parts_->first);
        name += dice_->one(parts_->second);
        if (!real_stems().contains(name) && taken_.insert(name).second) {
            return name;
        }
    }
}

Gazetteer::Gazetteer(
    inspection::InspectedObject const& object,
    Profile::Object const& given,
    NameParts const& parts,
    Dice& dice
)
    : parts_{&parts}, dice_{&dice}, names_{parts, dice}
{
    auto const centre = position_of(given.longitude, given.latitude);
    bool const is_group = object.kind == inspection::ObjectKind::group;
    std::int64_t const reach = is_group ? 500'000 : 150'000;
    auto const& units = object.units;
    auto const cities = is_group && !units.empty() ? static_cast<std::int64_t>(units.size())
                                                   : cities_of(given.quota.transferred);
    for (std::int64_t i = 0; i < cities; ++i) {
        auto const city = names_.city_or_county() + "市";
        auto const at = scattered(centre, reach, dice);
        bool const coast = given.coast && i % 3 == 0;
        auto const counties = is_group ? 1 : dice.between(6, 9);
        for (std::int64_t j = 0; j < counties; ++j) {
            counties_.push_back(county_of(city, at, 30'000, coast));
            auto& county = counties_.back();
            county.unit = is_group && !units.empty() ? units[static_cast<std::size_t>(i)].name
                                                     : county.city + county.name;
        }
    }
    for (auto const& county : counties_) {
        weights_.push_back(county.weight);
        coast_weights_.push_back(county.coast ? county.weight : 0);
    }
}

County
Gazetteer::county_of(std::string const& city, Position centre, std::int64_t spread, bool coast)
{
    auto const ending = dice_->one(parts_->county);
    County county{
        .city = city,
        .name = names_.city_or_county() + ending,
        .coast = coast,
        .urban = ending == "区",
        .behaviour = behaviour_of(*dice_),
        .unit = {},
        .centre = scattered(centre, spread, *dice_),
        .towns = {},
        .weight = dice_->between(1, 6),
    };
    for (auto left = dice_->between(6, 10); left > 0; --left) {
        county.towns.push_back(
            {.name = names_.place_with(parts_->town),
             .centre = scattered(county.centre, 12'000, *dice_)}
        );
    }
    return county;
}

Place Gazetteer::place(bool sea)
{
    return place_in(dice_->weighted(sea ? coast_weights_ : weights_));
}

Place Gazetteer::place_in(std::size_t county)
{
    auto const& where = counties_[county];
    auto const& town = dice_->one(where.towns);
    bool const home = where.urban && dice_->chance(0.7);
    return {
        .county = county,
        .town = town.name,
        .road = names_.place_with(parts_->road),
        .number = std::to_string(dice_->between(1, 180)),
        .near = names_.place_with(home ? parts_->home : parts_->village),
        .side = dice_->one(std::to_array<std::string>({"东", "南", "西", "北"})),
        .position = scattered(town.centre, 3'000, *dice_),
    };
}

Place Gazetteer::place_beside(Place const& other)
{
    auto beside = place_in(other.county);
    beside.town = other.town;
    if (dice_->chance(0.5)) {
        beside.road = other.road;
    } else {
        beside.near = other.near;
    }
    beside.position = scattered(other.position, 150, *dice_);
    return beside;
}

} // namespace ducha::simulation
