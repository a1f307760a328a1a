// The Merkle tree of a log: RFC 9162, section 2.1, with SHA-256.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace ducha::ledger {

/// SHA-256(0x00 || leaf).
[[nodiscard]] Hash leaf_hash(std::string_view leaf);

/// SHA-256(0x01 || left || right).
[[nodiscard]] Hash node_hash(Hash const& left, Hash const& right);

/// The root of a tree without leaves: SHA-256 of nothing.
[[nodiscard]] Hash empty_root();

/// A complete subtree: its 2^height leaves begin at leaf `index << height`.
struct Subtree {
    int height;
    std::int64_t index;
    Hash hash;
};

/// A tree of which only the right edge is held: one hash a complete subtree, at most 63.
class Frontier {
public:
    Frontier() = default;

    /// size     leaves so far
    /// hashes   the complete subtrees from left to right: as many as `size` has ones in binary
    Frontier(std::int64_t size, std::vector<Hash> hashes);

    /// Adds a leaf and shows each subtree that it completes, itself (height 0) first.
    /// cost   amortised two hashes
    void append(Hash const& leaf, std::function<void(Subtree const&)> const& completed);

    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] std::vector<Hash> const& hashes() const { return hashes_; }
    [[nodiscard]] Hash root() const;

private:
    std::int64_t size_ = 0;
    std::vector<Hash> hashes_;
};

/// Hashes are kept in tiles as C2SP tlog-tiles has them: entry `index` of level L is the hash of
/// a complete subtree of height 8 L, and a tile holds 256 entries.
inline constexpr int tile_height = 8;
inline constexpr std::int64_t tile_width = 256;

/// Returns entry `index` of a level.
using EntryReader = std::function<Hash(int level, std::int64_t index)>;

/// The root of the first `size` leaves.
[[nodiscard]] Hash root_at(std::int64_t size, EntryReader const& entry);

/// PATH(index, D_size): the siblings from the leaf upwards.
/// Precondition: 0 <= index < size.
[[nodiscard]] std::vector<Hash>
inclusion_path(std::int64_t index, std::int64_t size, EntryReader const& entry);

/// PROOF(old_size, D_size). Precondition: 0 < old_size <= size.
[[nodiscard]] std::vector<Hash>
consistency_path(std::int64_t old_size, std::int64_t size, EntryReader const& entry);

/// The root that `path` leads to from `leaf` at `index` (RFC 9162, 2.1.3.2); nothing where the
/// path has not the length that the place asks for.
[[nodiscard]] std::optional<Hash> root_from_path(
    Hash const& leaf, std::int64_t index, std::int64_t size, std::vector<Hash> const& path
);

} // namespace ducha::ledger
