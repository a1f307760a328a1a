// The tree of a log, held against the definitions of RFC 9162 written down naively.
// clause L21-14
#include "domain/ledger/merkle.h"

#include "platform/crypto/crypto.h"

#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <span>
#include <string>

namespace ducha::ledger {
namespace {

constexpr std::int64_t largest = 130;

std::vector<Hash> leaves_of(std::int64_t count)
{
    std::vector<Hash> leaves;
    for (std::int64_t i = 0; i < count; ++i) {
        leaves.push_back(leaf_hash("event " + std::to_string(i)));
    }
    return leaves;
}

using Leaves = std::span<Hash const>;

/// The largest power of two below `size`.
std::size_t split_at(std::size_t size)
{
    return std::bit_floor(size - 1);
}

/// MTH of RFC 9162, 2.1.1.
Hash naive_root(Leaves leaves)
{
    if (leaves.empty()) {
        return crypto::sha256({});
    }
    if (leaves.size() == 1) {
        return leaves.front();
    }
    auto const k = split_at(leaves.size());
    return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

/// PATH of RFC 9162, 2.1.3.1.
std::vector<Hash> naive_path(std::size_t index, Leaves leaves)
{
    if (leaves.size() <= 1) {
        return {};
    }
    auto const k = split_at(leaves.size());
    bool const left = index < k;
    auto path =
        left ? naive_path(index, leaves.first(k)) : naive_path(index - k, leaves.subspan(k));
    path.push_back(naive_root(left ? leaves.subspan(k) : leaves.first(k)));
    return path;
}

/// SUBPROOF of RFC 9162, 2.1.4.1.
std::vector<Hash> naive_subproof(std::size_t old_size, Leaves leaves, bool whole)
{
    if (old_size == leaves.size()) {
        return whole ? std::vector<Hash>{} : std::vector<Hash>{naive_root(leaves)};
    }
    auto const k = split_at(leaves.size());
    bool const left = old_size <= k;
    auto proof = left ? naive_subproof(old_size, leaves.first(k), whole)
                      : naive_subproof(old_size - k, leaves.subspan(k), false);
    proof.push_back(naive_root(left ? leaves.subspan(k) : leaves.first(k)));
    return proof;
}

/// RFC 9162, 2.1.4.2, step by step: is the tree of `first` leaves a beginning of the other?
bool is_consistent(
    std::int64_t first,
    std::int64_t second,
    Hash const& first_root,
    Hash const& second_root,
    std::vector<Hash> path
)
{
    if (first == second) {
        return path.empty() && first_root == second_root;
    }
    if (path.empty()) {
        return false;
    }
    if (std::has_single_bit(static_cast<std::uint64_t>(first))) {
        path.insert(path.begin(), first_root);
    }
    auto fn = first - 1;
    auto sn = second - 1;
    while (fn % 2 == 1) {
        fn /= 2;
        sn /= 2;
    }
    auto fr = path.front();
    auto sr = path.front();
    for (auto const& c : std::span{path}.subspan(1)) {
        if (sn == 0) {
            return false;
        }
        if (fn % 2 == 1 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while (fn % 2 == 0 && fn != 0) {
                fn /= 2;
                sn /= 2;
            }
        } else {
            sr = node_hash(sr, c);
        }
        fn /= 2;
        sn /= 2;
    }
    return fr == first_root && sr == second_root && sn == 0;
}

/// A log in memory: the frontier, and the entries that tiles keep.
struct Log {
    Frontier frontier;
    std::map<std::pair<int, std::int64_t>, Hash> entries;
    std::vector<Subtree> completed;

    explicit Log(Leaves leaves)
    {
        for (auto const& leaf : leaves) {
            frontier.append(leaf, [&](Subtree const& subtree) {
                completed.push_back(subtree);
                if (subtree.height % tile_height == 0) {
                    entries[{subtree.height / tile_height, subtree.index}] = subtree.hash;
                }
            });
        }
    }

    [[nodiscard]] EntryReader reader() const
    {
        return [this](int level, std::int64_t index) { return entries.at({level, index}); };
    }
};

Hash changed(Hash hash)
{
    hash[13] ^= 1U;
    return hash;
}

std::size_t place(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

TEST(MerkleHashes, SeparateLeavesFromNodes)
{
    std::uint8_t const zero[] = {0};
    std::uint8_t const one[] = {1};
    auto const a = leaf_hash("a");
    auto const b = leaf_hash("b");
    EXPECT_EQ(a, crypto::sha256({zero, bytes_of("a")}));
    EXPECT_EQ(node_hash(a, b), crypto::sha256({one, a, b}));
    EXPECT_NE(node_hash(a, b), node_hash(b, a));
    EXPECT_EQ(
        to_hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    EXPECT_EQ(
        to_hex(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    );
}

TEST(MerkleFrontier, HasTheRootOfTheDefinitionAtEverySize)
{
    auto const leaves = leaves_of(largest);
    Frontier frontier;
    EXPECT_EQ(frontier.root(), empty_root());
    for (std::int64_t size = 1; size <= largest; ++size) {
        frontier.append(leaves[place(size - 1)], [](Subtree const&) {});
        ASSERT_EQ(frontier.size(), size);
        ASSERT_EQ(frontier.root(), naive_root(Leaves{leaves}.first(place(size)))) << size;
        ASSERT_EQ(std::ssize(frontier.hashes()), std::popcount(static_cast<std::uint64_t>(size)));
    }
}

TEST(MerkleFrontier, GoesOnFromWhereItWasPutDown)
{
    auto const leaves = leaves_of(largest);
    for (std::int64_t size = 0; size < largest; ++size) {
        Log const log{Leaves{leaves}.first(place(size))};
        Frontier again{size, log.frontier.hashes()};
        again.append(leaves[place(size)], [](Subtree const&) {});
        ASSERT_EQ(again.root(), naive_root(Leaves{leaves}.first(place(size + 1)))) << size;
    }
}

TEST(MerkleFrontier, ShowsEverySubtreeOnceAndRight)
{
    auto const leaves = leaves_of(largest);
    Log const log{leaves};
    std::map<std::pair<int, std::int64_t>, int> seen;
    for (auto const& subtree : log.completed) {
        auto const width = std::int64_t{1} << subtree.height;
        auto const below = Leaves{leaves}.subspan(place(subtree.index * width), place(width));
        ASSERT_EQ(subtree.hash, naive_root(below));
        ++seen[{subtree.height, subtree.index}];
    }
    std::int64_t expected = 0;
    for (auto width = std::int64_t{1}; width <= largest; width *= 2) {
        expected += largest / width;
    }
    EXPECT_EQ(std::ssize(seen), expected);
    EXPECT_EQ(std::ssize(log.completed), expected);
}

TEST(MerkleTiles, GiveTheRootOfEveryEarlierSize)
{
    auto const leaves = leaves_of(largest);
    Log const log{leaves};
    for (std::int64_t size = 0; size <= largest; ++size) {
        ASSERT_EQ(root_at(size, log.reader()), naive_root(Leaves{leaves}.first(place(size))))
            << size;
    }
}

TEST(MerkleTiles, GiveTheRootWhereSeveralLevelsAreFull)
{
    auto const leaves = leaves_of(tile_width * 3 + 77);
    Log const log{leaves};
    for (std::int64_t const size : {255, 256, 257, 511, 512, 513, 768, 845}) {
        ASSERT_EQ(root_at(size, log.reader()), naive_root(Leaves{leaves}.first(place(size))))
            << size;
    }
    for (std::int64_t const index : {0, 255, 256, 600, 767, 768, 844}) {
        auto const path = inclusion_path(index, 845, log.reader());
        ASSERT_EQ(path, naive_path(place(index), leaves)) << index;
    }
    for (std::int64_t const old_size : {1, 128, 255, 256, 257, 512, 700, 768, 844, 845}) {
        auto const path = consistency_path(old_size, 845, log.reader());
        ASSERT_EQ(path, naive_subproof(place(old_size), leaves, true)) << old_size;
    }
}

TEST(MerkleInclusion, IsProvedForEveryLeafOfEverySize)
{
    auto const leaves = leaves_of(largest);
    Log const log{leaves};
    for (std::int64_t size = 1; size <= largest; ++size) {
        auto const tree = Leaves{leaves}.first(place(size));
        auto const root = naive_root(tree);
        for (std::int64_t index = 0; index < size; ++index) {
            auto const path = inclusion_path(index, size, log.reader());
            ASSERT_EQ(path, naive_path(place(index), tree)) << index << " of " << size;
            ASSERT_EQ(root_from_path(leaves[place(index)], index, size, path), root)
                << index << " of " << size;
        }
    }
}

TEST(MerkleInclusion, IsRefusedForAnotherLeafPlaceOrPath)
{
    auto const leaves = leaves_of(largest);
    Log const log{leaves};
    for (std::int64_t const size : {1, 2, 3, 7, 8, 9, 63, 64, 65, 130}) {
        auto const root = naive_root(Leaves{leaves}.first(place(size)));
        for (std::int64_t index = 0; index < size; ++index) {
            auto const& leaf = leaves[place(index)];
            auto const path = inclusion_path(index, size, log.reader());
            ASSERT_NE(root_from_path(changed(leaf), index, size, path), root);
            for (std::size_t i = 0; i < path.size(); ++i) {
                auto other = path;
                other[i] = changed(other[i]);
                ASSERT_NE(root_from_path(leaf, index, size, other), root);
            }
            for (std::int64_t elsewhere = 0; elsewhere < size; ++elsewhere) {
                bool const same = elsewhere == index;
                ASSERT_EQ(root_from_path(leaf, elsewhere, size, path) == root, same);
            }
        }
    }
}

TEST(MerkleInclusion, IsNothingForAPathOfAnotherLength)
{
    auto const leaves = leaves_of(largest);
    Log const log{leaves};
    for (std::int64_t size = 1; size <= largest; ++size) {
        for (std::int64_t index = 0; index < size; ++index) {
            auto path = inclusion_path(index, size, log.reader());
            auto const& leaf = leaves[place(index)];
            path.push_back(leaf);
            ASSERT_FALSE(root_from_path(leaf, index, size, path).has_value());
            path.pop_back();
            if (!path.empty()) {
                path.pop_back();
                ASSERT_FALSE(root_from_path(leaf, index, size, path).has_value());
            }
        }
    }
}

TEST(MerkleInclusion, IsNothingOutsideTheTree)
{
    auto const leaf = leaf_hash("event 0");
    EXPECT_FALSE(root_from_path(leaf, 1, 1, {}).has_value());
    EXPECT_FALSE(root_from_path(leaf, -1, 1, {}).has_value());
    EXPECT_FALSE(root_from_path(leaf, 0, 0, {}).has_value());
    EXPECT_FALSE(root_from_path(leaf, 5, 4, {leaf, leaf}).has_value());
}

TEST(MerkleConsistency, IsProvedBetweenEveryTwoSizes)
{
    auto const leaves = leaves_of(largest);
    Log const log{leaves};
    std::vector<Hash> roots;
    for (std::int64_t size = 0; size <= largest; ++size) {
        roots.push_back(naive_root(Leaves{leaves}.first(place(size))));
    }
    for (std::int64_t size = 1; size <= largest; ++size) {
        auto const tree = Leaves{leaves}.first(place(size));
        for (std::int64_t old_size = 1; old_size <= size; ++old_size) {
            auto const path = consistency_path(old_size, size, log.reader());
            ASSERT_EQ(path, naive_subproof(place(old_size), tree, true))
                << old_size << " of " << size;
            ASSERT_TRUE(
                is_consistent(old_size, size, roots[place(old_size)], roots[place(size)], path)
            ) << old_size
              << " of " << size;
        }
    }
}

TEST(MerkleConsistency, IsRefusedWhereTheBeginningWasChanged)
{
    auto const honest = leaves_of(largest);
    Log const log{honest};
    for (std::int64_t const size : {2, 3, 7, 8, 9, 64, 100, 130}) {
        auto const root = naive_root(Leaves{honest}.first(place(size)));
        for (std::int64_t old_size = 1; old_size < size; ++old_size) {
            auto const path = consistency_path(old_size, size, log.reader());
            auto rewritten = honest;
            rewritten[place(old_size / 2)] = leaf_hash("another event");
            auto const other = naive_root(Leaves{rewritten}.first(place(old_size)));
            ASSERT_FALSE(is_consistent(old_size, size, other, root, path));
            auto const before = naive_root(Leaves{honest}.first(place(old_size)));
            for (std::size_t i = 0; i < path.size(); ++i) {
                auto tampered = path;
                tampered[i] = changed(tampered[i]);
                ASSERT_FALSE(is_consistent(old_size, size, before, root, tampered));
            }
        }
    }
}

} // namespace
} // namespace ducha::ledger
