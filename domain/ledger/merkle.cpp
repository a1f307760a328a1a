// The Merkle tree of a log: RFC 9162, section 2.1, with SHA-256.
#include "domain/ledger/merkle.h"

#include "base/invariant.h"

#include "platform/crypto/crypto.h"

#include <bit>

namespace ducha::ledger {
namespace {

constexpr std::uint8_t leaf_prefix = 0;
constexpr std::uint8_t node_prefix = 1;

/// The largest power of two below `n`; n >= 2.
std::int64_t split_of(std::int64_t n)
{
    return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(n - 1)));
}

Hash subtree_hash(int height, std::int64_t index, EntryReader const& entry)
{
    int const level = height / tile_height;
    int const above = height % tile_height;
    std::vector<Hash> row;
    for (auto i = index << above; i < (index + 1) << above; ++i) {
        row.push_back(entry(level, i));
    }
    while (row.size() > 1) {
        for (std::size_t i = 0; i < row.size() / 2; ++i) {
            row[i] = node_hash(row[2 * i], row[2 * i + 1]);
        }
        row.resize(row.size() / 2);
    }
    return row.front();
}

/// MTH of the leaves [first, last). `first` is a multiple of the power of two at or above the
/// length, as it always is in the recursions of the RFC.
Hash range_hash(std::int64_t first, std::int64_t last, EntryReader const& entry)
{
    auto const length = static_cast<std::uint64_t>(last - first);
    if (std::has_single_bit(length)) {
        int const height = std::countr_zero(length);
        return subtree_hash(height, first >> height, entry);
    }
    auto const middle = first + split_of(last - first);
    return node_hash(range_hash(first, middle, entry), range_hash(middle, last, entry));
}

} // namespace

Hash leaf_hash(std::string_view leaf)
{
    return crypto::sha256({{&leaf_prefix, 1}, bytes_of(leaf)});
}

Hash node_hash(Hash const& left, Hash const& right)
{
    return crypto::sha256({{&node_prefix, 1}, left, right});
}

Hash empty_root()
{
    return crypto::sha256({});
}

Frontier::Frontier(std::int64_t size, std::vector<Hash> hashes)
    : size_{size}, hashes_{std::move(hashes)}
{
    invariant(
        std::popcount(static_cast<std::uint64_t>(size)) == static_cast<int>(hashes_.size()),
        "a frontier has one hash for each complete subtree"
    );
}

void Frontier::append(Hash const& leaf, std::function<void(Subtree const&)> const& completed)
{
    Subtree subtree{.height = 0, .index = size_, .hash = leaf};
    completed(subtree);
    // Each one at the low end of the size is a subtree that finds its right sibling now.
    for (auto rest = size_; (rest & 1) != 0; rest >>= 1) {
        subtree.hash = node_hash(hashes_.back(), subtree.hash);
        subtree.height += 1;
        subtree.index >>= 1;
        hashes_.pop_back();
        completed(subtree);
    }
    hashes_.push_back(subtree.hash);
    size_ += 1;
}

Hash Frontier::root() const
{
    if (hashes_.empty()) {
        return empty_root();
    }
    auto root = hashes_.back();
    for (auto left = hashes_.size() - 1; left > 0; --left) {
        root = node_hash(hashes_[left - 1], root);
    }
    return root;
}

Hash root_at(std::int64_t size, EntryReader const& entry)
{
    return size == 0 ? empty_root() : range_hash(0, size, entry);
}

std::vector<Hash> inclusion_path(std::int64_t index, std::int64_t size, EntryReader const& entry)
{
    invariant(index >= 0 && index < size, "a proof is of a leaf that the tree has");
    std::vector<Hash> downwards;
    std::int64_t first = 0;
    std::int64_t last = size;
    while (last - first > 1) {
        auto const middle = first + split_of(last - first);
        if (index < middle) {
            downwards.push_back(range_hash(middle, last, entry));
            last = middle;
        } else {
            downwards.push_back(range_hash(first, middle, entry));
            first = middle;
        }
    }
    return {downwards.rbegin(), downwards.rend()};
}

std::vector<Hash>
consistency_path(std::int64_t old_size, std::int64_t size, EntryReader const& entry)
{
    invariant(old_size > 0 && old_size <= size, "a tree is consistent with an earlier one");
    std::vector<Hash> downwards;
    std::int64_t first = 0;
    std::int64_t last = size;
    bool whole = true; // the old tree is a complete subtree of the new one so far
    while (last != old_size) {
        auto const middle = first + split_of(last - first);
        if (old_size <= middle) {
            downwards.push_back(range_hash(middle, last, entry));
            last = middle;
        } else {
            downwards.push_back(range_hash(first, middle, entry));
            first = middle;
            whole = false;
        }
    }
    if (!whole) {
        downwards.push_back(range_hash(first, last, entry));
    }
    return {downwards.rbegin(), downwards.rend()};
}

std::optional<Hash> root_from_path(
    Hash const& leaf, std::int64_t index, std::int64_t size, std::vector<Hash> const& path
)
{
    if (index < 0 || index >= size) {
        return std::nullopt;
    }
    auto place = index;
    auto last = size - 1;
    auto hash = leaf;
    for (auto const& sibling : path) {
        if (last == 0) {
            return std::nullopt;
        }
        if ((place & 1) != 0 || place == last) {
            hash = node_hash(sibling, hash);
            while ((place & 1) == 0 && place != 0) {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 ? std::optional{hash} : std::nullopt;
}

} // namespace ducha::ledger
