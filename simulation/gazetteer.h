// Where a simulation takes place: invented cities, counties, towns and spots of one inspected
// object, and names for whatever stands there.
#pragma once

#include "simulation/dice.h"
#include "simulation/phrases.h"

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace ducha::simulation {

/// A position in millionths of a degree: whole numbers are the same on every machine.
struct Position {
    std::int64_t longitude = 0;
    std::int64_t latitude = 0;

    /// So many metres further east and north.
    [[nodiscard]] Position moved(std::int64_t east, std::int64_t north) const;

    bool operator==(Position const&) const = default;
};

[[nodiscard]] Position position_of(double longitude, double latitude);
[[nodiscard]] double degrees(std::int64_t millionths);

/// A point of the disc of `radius` metres about `centre`, drawn evenly.
[[nodiscard]] Position scattered(Position centre, std::int64_t radius, Dice& dice);

struct Town {
    std::string name;
    Position centre;
};

struct County {
    std::string city;
    std::string name;
    bool coast = false;
    bool urban = false;
    Behaviour behaviour = Behaviour::prompt;
    std::string unit; ///< who answers for it: the county, or a subsidiary of a group
    Position centre;
    std::vector<Town> towns;
    std::int64_t weight = 1; ///< how much happens there
};

/// Where a problem is, as its reporters may say it.
struct Place {
    std::size_t county = 0;
    std::string town;
    std::string road;
    std::string number;
    std::string near; ///< an estate or a village
    std::string side;
    Position position;
};

/// Names by lot. No two draws stand where a compiler may choose their order, here and in all of the
/// simulation: else the same seed would not give the same names everywhere.
class Names {
public:
    Names(NameParts const& parts, Dice& dice) : parts_{&parts}, dice_{&dice} {}

    /// Two characters one time in five, else three; none twice as long as there are others.
    [[nodiscard]] std::string place();
    [[nodiscard]] std::string place_with(std::vector<std::string> const& endings);
    [[nodiscard]] std::string firm();
    [[nodiscard]] std::string person();

    /// Two characters that are the stem of no real city or county, and of none named before.
    [[nodiscard]] std::string city_or_county();

private:
    NameParts const* parts_;
    Dice* dice_;
    std::unordered_set<std::string> taken_;
};

/// The map of one inspected object.
class Gazetteer {
public:
    /// object   its units name who answers, where it has any
    /// quota    how much happens: that decides how many counties there are
    Gazetteer(
        inspection::InspectedObject const& object,
        Profile::Object const& given,
        NameParts const& parts,
        Dice& dice
    );

    [[nodiscard]] std::vector<County> const& counties() const { return counties_; }
    [[nodiscard]] Names& names() { return names_; }

    /// A new place in a county that is drawn by its weight, on the coast if it must be.
    [[nodiscard]] Place place(bool sea);

    /// A new place in this county.
    [[nodiscard]] Place place_in(std::size_t county);

    /// A place at the same road or at the same estate as `other`, within 150 m of it.
    [[nodiscard]] Place place_beside(Place const& other);

private:
    [[nodiscard]] County
    county_of(std::string const& city, Position centre, std::int64_t spread, bool coast);

    NameParts const* parts_;
    Dice* dice_;
    Names names_;
    std::vector<County> counties_;
    std::vector<std::int64_t> weights_;       ///< of the counties
    std::vector<std::int64_t> coast_weights_; ///< 0 where there is no sea
};

} // namespace ducha::simulation
