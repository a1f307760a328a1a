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

std::uint32_t cell_key(Grid const& grid, std::int32_t column, std::int32_t row)
{
    return gram_of(
        static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row), 0, grid.kind
    );
}

std::int32_t cell_at(std::int32_t value, Grid const& grid)
{
    return value >= 0 ? value / grid.size : -((grid.size - 1 - value) / grid.size);
}

/// -1 or 1: on which side of its cell a pin lies.
std::int32_t side_of(std::int32_t value, Grid const& grid)
{
    return value - cell_at(value, grid) * grid.size < grid.size / 2 ? -1 : 1;
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

std::vector<Key> cells_of(Facts const& facts)
{
    std::vector<Key> keys;
    if (facts.has_pin()) {
        for (auto const& grid : grids) {
            auto const column = cell_at(facts.longitude, grid);
            keys.push_back({cell_key(grid, column, cell_at(facts.latitude, grid)), grid.weight});
        }
    }
    return keys;
}

std::vector<Key> cells_about(Facts const& facts)
{
    auto keys = cells_of(facts);
    if (!facts.has_pin()) {
        return keys;
    }
    for (auto const& grid : grids) {
        auto const column = cell_at(facts.longitude, grid);
        auto const row = cell_at(facts.latitude, grid);
        auto const beside = column + side_of(facts.longitude, grid);
        auto const above = row + side_of(facts.latitude, grid);
        keys.push_back({cell_key(grid, beside, row), grid.weight});
        keys.push_back({cell_key(grid, column, above), grid.weight});
        keys.push_back({cell_key(grid, beside, above), grid.weight});
    }
    return keys;
}

} // namespace ducha::neardup
