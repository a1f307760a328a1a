// Which reports hold an n-gram, the newest first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ducha::neardup {

/// Chains of entries in one array, with an open-addressing table of their heads. Entries that are
/// taken out are used again.
///
/// memory   8 bytes an entry, 12 bytes and at least a third as much free room a distinct n-gram
class Postings {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    struct Entry {
        std::uint32_t slot = 0;
        std::uint32_t older = none;
    };

    /// Puts `slot` before all other entries of the n-gram. O(1) amortised.
    void add(std::uint32_t gram, std::uint32_t slot);

    /// Takes `slot` out of the chain of the n-gram. O(length of the chain).
    void remove(std::uint32_t gram, std::uint32_t slot);

    /// The newest entry; `none` where there is none.
    [[nodiscard]] std::uint32_t newest(std::uint32_t gram) const;

    [[nodiscard]] Entry const& entry(std::uint32_t at) const { return entries_[at]; }
    [[nodiscard]] std::size_t size() const { return live_; }
    [[nodiscard]] std::size_t bytes() const
    {
        return entries_.capacity() * sizeof(Entry) + heads_.capacity() * sizeof(Head);
    }

private:
    struct Head {
        std::uint32_t gram = 0;
        std::uint32_t newest = none;
        bool used = false;
    };
    [[nodiscard]] std::size_t place_of(std::uint32_t gram) const;
    void grow();

    std::vector<Head> heads_; ///< a power of two
    std::size_t grams_ = 0;
    std::vector<Entry> entries_;
    std::uint32_t free_ = none;
    std::size_t live_ = 0;
};

} // namespace ducha::neardup
