// Keys: by what a report is found.
#include "engines/neardup/keys.h"

#include "engines/neardup/characters.h"
#include "engines/neardup/grams.h"
#include "engines/neardup/sketch.h"

#include <algorithm>
#include <array>

namespace ducha::neardup {
namespace {

constexpr std::uint32_t sound_kind = 1;

constexpr float steps = 16384;

std::uint64_t word_of(float weight, std::uint32_t id)
{
    return static_cast<std::uint64_t>(weight * steps) << 32U | (UINT32_MAX - id);
}

/// A grid of cells; millionths of a degree.
struct Grid {
    std::uint32_t kind;
    std::int32_t size;
    float weight;
};

constexpr std::array grids = {Grid{2, 1'000, 3.0F}, Grid{3, 6'000, 2.0F}};

/// Pins are off by up to a kilometre: what lies so far apart must also be of one source.
constexpr Grid grid_of_sources = {4, 20'000, 3.0F};
constexpr std::size_t sources_in_a_cell = 3;

constexpr std::uint32_t name_with_source_kind = 5;
constexpr std::size_t names_with_sources = 3;
constexpr std::size_t sources_of_a_name = 2;
constexpr float weight_of_a_name = 1.2F; ///< from here on three tokens are of a name, or as rare
constexpr float weight_with_source = 3.0F;

struct Cell {
    std::int32_t column;
    std::int32_t row;
};

std::int32_t cell_at(std::int32_t value, Grid const& grid)
{
    return value >= 0 ? value / grid.size : -((grid.size - 1 - value) / grid.size);
}

/// -1 or 1: on which side of its cell a pin lies.
std::int32_t side_of(std::int32_t value, Grid const& grid)
{
    return value - cell_at(value, grid) * grid.size < grid.size / 2 ? -1 : 1;
}

std::uint32_t cell_key(Grid const& grid, Cell cell, std::uint32_t source = 0)
{
    return gram_of(
        static_cast<std::uint32_t>(cell.column),
        static_cast<std::uint32_t>(cell.row),
        source,
        grid.kind
    );
}

/// The nouns of sources that come first; 0 is none.
std::span<std::uint16_t const> first_sources(Facts const& facts, std::size_t most)
{
    auto const end = std::ranges::find(facts.sources, 0);
    auto const count = static_cast<std::size_t>(end - facts.sources.begin());
    return std::span{facts.sources}.first(std::min(count, most));
}

/// The keys of the cells that `cells_in(grid)` names, in each grid.
template <class CellsIn>
std::vector<Key> keys_of_cells(Facts const& facts, CellsIn const& cells_in)
{
    std::vector<Key> keys;
    if (!facts.has_pin()) {
        return keys;
    }
    for (auto const& grid : grids) {
        for (auto const cell : cells_in(grid)) {
            keys.push_back({cell_key(grid, cell), grid.weight});
        }
    }
    for (auto const cell : cells_in(grid_of_sources)) {
        for (auto const source : first_sources(facts, sources_in_a_cell)) {
            keys.push_back({cell_key(grid_of_sources, cell, source), grid_of_sources.weight});
        }
    }
    return keys;
}

} // namespace

void KeyRing::add(std::span<Token const, 3> run, float rarity_first, float rarity_second)
{
    constexpr auto name = mark::place | mark::enterprise;
    auto const marks = run[0].marks & run[1].marks & run[2].marks;
    auto const rarity = rarity_first * rarity_second;
    auto const weight = rarity * ((marks & name) != 0 ? 2.0F : 1.0F);
    if (weight <= 0) {
        return;
    }
    keys_.push_back(word_of(weight, gram_of(run[0].value, run[1].value, run[2].value)));
    if ((marks & name) == 0) {
        return;
    }
    auto const first = sound_of(run[0].sound_of);
    auto const second = sound_of(run[1].sound_of);
    auto const third = sound_of(run[2].sound_of);
    if (first != 0 && second != 0 && third != 0) {
        constexpr float less = 0.8F; // more names sound alike than are written alike
        keys_.push_back(word_of(weight * less, gram_of(first, second, third, sound_kind)));
    }
}

std::vector<Key> KeyRing::heaviest(std::size_t most) &&
{
    if (keys_.size() > 2 * most) {
        auto const cut = keys_.begin() + static_cast<std::ptrdiff_t>(2 * most);
        std::nth_element(keys_.begin(), cut, keys_.end(), std::greater{});
        keys_.erase(cut, keys_.end());
    }
    std::ranges::sort(keys_, std::greater{});
    std::vector<Key> keys;
    keys.reserve(most);
    std::array<std::uint64_t, 16> seen{}; // a bit for some keys each
    for (auto const word : keys_) {
        auto const id = UINT32_MAX - static_cast<std::uint32_t>(word);
        auto& bits = seen[id / 64 % seen.size()];
        auto const bit = std::uint64_t{1} << (id % 64);
        bool const is_there =
            (bits & bit) != 0 && std::ranges::find(keys, id, &Key::id) != keys.end();
        if (!is_there && keys.size() < most) {
            keys.push_back({id, static_cast<float>(word >> 32U) / steps});
            bits |= bit;
        }
    }
    return keys;
}

std::vector<Key> sources_at_names(std::span<Key const> keys, Facts const& facts)
{
    std::vector<Key> joint;
    auto const sources = first_sources(facts, sources_of_a_name);
    for (auto const& key : keys.first(std::min(keys.size(), names_with_sources))) {
        for (auto const source : sources) {
            if (key.weight >= weight_of_a_name) {
                auto const id = gram_of(key.id, source, 0, name_with_source_kind);
                joint.push_back({id, weight_with_source});
            }
        }
    }
    return joint;
}

std::vector<Key> cells_of(Facts const& facts)
{
    return keys_of_cells(facts, [&](Grid const& grid) {
        return std::array{Cell{cell_at(facts.longitude, grid), cell_at(facts.latitude, grid)}};
    });
}

std::vector<Key> cells_about(Facts const& facts)
{
    return keys_of_cells(facts, [&](Grid const& grid) {
        auto const column = cell_at(facts.longitude, grid);
        auto const row = cell_at(facts.latitude, grid);
        auto const beside = column + side_of(facts.longitude, grid);
        auto const above = row + side_of(facts.latitude, grid);
        return std::array{
            Cell{column, row}, Cell{beside, row}, Cell{column, above}, Cell{beside, above}
        };
    });
}

} // namespace ducha::neardup
