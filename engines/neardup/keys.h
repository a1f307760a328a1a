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

/// The cells in which a pin lies: of about 100 m, and of about 600 m. None without a pin.
[[nodiscard]] std::vector<Key> cells_of(Facts const& facts);

/// The same and their neighbours on the side where the pin lies, eight together.
[[nodiscard]] std::vector<Key> cells_about(Facts const& facts);

} // namespace ducha::neardup
