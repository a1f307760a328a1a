// Counting in memory: the facts of one measure, and their sum as of any instant as known at any.
#pragma once

#include "base/frame.h"
#include "base/instant.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ducha::bulletin {

/// `amount` more of something that happened at `occurred` and was written down at `recorded`.
struct Fact {
    Instant occurred;
    Instant recorded;
    std::int64_t amount = 0;

    bool operator==(Fact const&) const = default;
};

/// The facts of one measure in the order of their log, summed up to any two instants: a
/// two-dimensional dominance sum by square-root decomposition. Facts lie in blocks by position; by
/// rank, that is in the order of `occurred`, they are dealt into buckets; a table holds the sum of
/// every so many whole blocks and whole buckets, and the rest of one block and of one bucket is
/// looked through. Facts behind the last `settle` are looked through as well.
///
/// memory    a fact about 15 bytes where a block spans less than 12 days (5 bytes an instant, 4 its
///           rank, none to 4 the amount, 1 of the table), at most 29; 24 in the last, open block
/// limits    2^32 facts; the amounts of any of them together fit 64 bits
/// threads   any number may sum while nobody appends
class Column {
public:
    /// Precondition: recorded at the same instant as the fact before, or later.
    /// cost   amortised O(1)
    void append(Fact const& fact);

    /// Ranks what was appended, once that is more than an eighth of what is ranked: to be called
    /// after every batch of facts.
    /// cost   O(facts) when it ranks, so amortised O(8) a fact, and O(log) for sorting
    void settle();

    /// The sum of what occurred by `as_of` and was recorded by `known_at`, both instants included;
    /// nothing where no fact did, which is not the same as facts that cancel out.
    /// cost   O(log facts + block + bucket), and the facts that are not ranked: an eighth at most
    [[nodiscard]] std::optional<std::int64_t> sum(Instant as_of, Instant known_at) const;

    [[nodiscard]] std::size_t size() const { return blocks_.size() * block_size + open_.size(); }

    /// Bytes held.
    [[nodiscard]] std::size_t memory() const;

    static constexpr std::size_t block_size = 2048;

private:
    struct Block {
        Frame occurred;
        Frame recorded;
        Frame amount;
    };
    struct Tally {
        std::int64_t sum = 0;
        bool any = false;
    };

    [[nodiscard]] Instant occurred(std::size_t position) const;
    [[nodiscard]] Instant recorded(std::size_t position) const;
    [[nodiscard]] std::int64_t amount(std::size_t position) const;
    [[nodiscard]] std::size_t recorded_by(Instant known_at) const;
    [[nodiscard]] std::size_t occurred_by(Instant as_of) const;
    void close_block();
    void rank();
    void tabulate();
    [[nodiscard]] std::int64_t& cell(std::size_t block, std::size_t bucket);
    [[nodiscard]] std::int64_t whole_blocks(std::size_t blocks, Instant as_of) const;
    void look_through(std::size_t first, std::size_t last, Instant as_of, Tally& tally) const;

    std::vector<Block> blocks_;
    std::vector<Instant> earliest_;    ///< of all blocks up to each
    std::vector<Fact> open_;           ///< the facts behind the blocks, fewer than a block
    std::vector<std::uint32_t> order_; ///< by rank: the position of each fact that is ranked
    std::size_t bucket_size_ = block_size;
    std::size_t buckets_ = 0;         ///< whole ones
    std::vector<std::int64_t> table_; ///< [ranked blocks][buckets]: the sum up to both
};

} // namespace ducha::bulletin
