// Keys: by what a report is found, beside and before what it is compared by.
#pragma once

#include "engines/neardup/model.h"
#include "engines/neardup/tokens.h"

#include <cstdint>
#include <span>
#include <vector>

namespace ducha::neardup {

struct Facts;

/// Something that few reports share: three neighbouring tokens, three sounds of a name, or a spot.
/// Two tokens would not do: among millions of reports every pair of rare characters is common.
struct Key {
    std::uint32_t id = 0; ///< an n-gram's identity
    float weight = 0;     ///< how much sharing it says; positive
};

/// Keys as they are met; only the heaviest count.
class KeyRing {
public:
    explicit KeyRing(std::size_t expected) { keys_.reserve(expected); }

    /// Three neighbouring tokens, with how rare the two pairs in them are. Names count double: of
    /// all that writers say, names are repeated most faithfully. Their sounds are a key of their
    /// own, because names are misheard and mistyped.
    void add(std::span<Token const, 3> run, float rarity_first, float rarity_second);

    /// The heaviest keys, the heaviest first, each once; among equals the order of the identity,
    /// the same in every report.
    [[nodiscard]] std::vector<Key> heaviest(std::size_t most) &&;

private:
    std::vector<std::uint64_t> keys_; ///< weight and identity in one word
};

/// What is found there is found by more than its place: so these lists stay short however many
/// reports there are, where the names of towns and roads do not.
///
/// keys   of the report, the heaviest first
///
/// returns  the heaviest names, each with the first nouns of sources (路名 with 石灰窑)
[[nodiscard]] std::vector<Key> sources_at_names(std::span<Key const> keys, Facts const& facts);

/// The cells in which a pin lies: of about 100 m, of about 600 m, and of about 2 km with each of
/// the first three nouns of sources. None without a pin.
[[nodiscard]] std::vector<Key> cells_of(Facts const& facts);

/// The same and their neighbours on the side where the pin lies, four times as many: pins that lie
/// within half a cell of each other share one.
[[nodiscard]] std::vector<Key> cells_about(Facts const& facts);

inline constexpr std::size_t most_cells = 5; ///< of cells_of
inline constexpr std::size_t most_joint = 6; ///< of sources_at_names

} // namespace ducha::neardup
