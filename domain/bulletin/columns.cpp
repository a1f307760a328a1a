// Counting in memory.
#include "domain/bulletin/columns.h"

#include "base/invariant.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace ducha::bulletin {
namespace {

/// Few enough that the table stays at a byte a fact, as many blocks as there are.
constexpr std::size_t most_buckets = 256;

/// Facts that are ranked lie in the way of a question eight times as often as they are ranked anew.
constexpr std::size_t ranked_an_unranked = 8;

/// Instants of a few facts, or their amounts, as one list of numbers.
template <class Of>
Frame frame_of(std::vector<Fact> const& facts, Of of)
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(facts.size());
    for (auto const& fact : facts) {
        numbers.push_back(of(fact));
    }
    return Frame{numbers};
}

} // namespace

void Column::append(Fact const& fact)
{
    invariant(
        size() == 0 || recorded(size() - 1) <= fact.recorded,
        "a column takes facts in the order in which they were recorded"
    );
    invariant(size() < UINT32_MAX, "a column holds less than 2^32 facts");
    open_.push_back(fact);
    if (open_.size() == block_size) {
        close_block();
    }
}

void Column::close_block()
{
    auto const& earliest = std::ranges::min_element(open_, {}, &Fact::occurred)->occurred;
    earliest_.push_back(earliest_.empty() ? earliest : std::min(earliest_.back(), earliest));
    blocks_.push_back(
        {.occurred = frame_of(open_, [](Fact const& fact) { return fact.occurred.microseconds; }),
         .recorded = frame_of(open_, [](Fact const& fact) { return fact.recorded.microseconds; }),
         .amount = frame_of(open_, [](Fact const& fact) { return fact.amount; })}
    );
    open_.clear();
}

void Column::settle()
{
    auto const ranked = order_.size();
    auto const in_blocks = blocks_.size() * block_size;
    if ((in_blocks - ranked) * ranked_an_unranked > ranked) {
        rank();
        tabulate();
    }
}

std::optional<std::int64_t> Column::sum(Instant as_of, Instant known_at) const
{
    auto const known = recorded_by(known_at);
    auto const blocks = std::min(known, order_.size()) / block_size;
    Tally tally{
        .sum = whole_blocks(blocks, as_of),
        .any = blocks > 0 && earliest_[blocks - 1] <= as_of,
    };
    look_through(blocks * block_size, known, as_of, tally);
    return tally.any ? std::optional{tally.sum} : std::nullopt;
}

std::size_t Column::memory() const
{
    auto bytes = sizeof *this + blocks_.capacity() * sizeof(Block) +
        earliest_.capacity() * sizeof(Instant) + open_.capacity() * sizeof(Fact) +
        order_.capacity() * sizeof(std::uint32_t) + table_.capacity() * sizeof(std::int64_t);
    for (auto const& block : blocks_) {
        bytes += block.occurred.memory() + block.recorded.memory() + block.amount.memory();
    }
    return bytes;
}

Instant Column::occurred(std::size_t position) const
{
    auto const block = position / block_size;
    return block < blocks_.size() ? Instant{blocks_[block].occurred[position % block_size]}
                                  : open_[position % block_size].occurred;
}

Instant Column::recorded(std::size_t position) const
{
    auto const block = position / block_size;
    return block < blocks_.size() ? Instant{blocks_[block].recorded[position % block_size]}
                                  : open_[position % block_size].recorded;
}

std::int64_t Column::amount(std::size_t position) const
{
    auto const block = position / block_size;
    return block < blocks_.size() ? blocks_[block].amount[position % block_size]
                                  : open_[position % block_size].amount;
}

/// How many facts, from the first on, were recorded by then.
std::size_t Column::recorded_by(Instant known_at) const
{
    return *std::ranges::partition_point(
        std::views::iota(std::size_t{0}, size()),
        [&](std::size_t position) { return recorded(position) <= known_at; }
    );
}

/// How many of the ranked facts, from the lowest rank on, had occurred by then.
std::size_t Column::occurred_by(Instant as_of) const
{
    return *std::ranges::partition_point(
        std::views::iota(std::size_t{0}, order_.size()),
        [&](std::size_t rank) { return occurred(order_[rank]) <= as_of; }
    );
}

/// Ranks the facts of all blocks: those that are ranked stay in their order.
void Column::rank()
{
    std::vector<std::pair<Instant, std::uint32_t>> unranked;
    for (auto position = order_.size(); position < blocks_.size() * block_size; ++position) {
        unranked.emplace_back(occurred(position), static_cast<std::uint32_t>(position));
    }
    std::ranges::sort(unranked);
    std::vector<std::uint32_t> order;
    order.reserve(order_.size() + unranked.size());
    auto next = order_.begin();
    for (auto const& [instant, position] : unranked) {
        while (next != order_.end() && occurred(*next) <= instant) {
            order.push_back(*next++);
        }
        order.push_back(position);
    }
    order.insert(order.end(), next, order_.end());
    order_ = std::move(order);
}

/// Sums up every ranked fact once into its cell, then the cells along both sides.
void Column::tabulate()
{
    auto const blocks = order_.size() / block_size;
    bucket_size_ = std::max(block_size, (order_.size() + most_buckets - 1) / most_buckets);
    buckets_ = order_.size() / bucket_size_;
    table_.assign(blocks * buckets_, 0);
    for (std::size_t rank = 0; rank < buckets_ * bucket_size_; ++rank) {
        auto const position = order_[rank];
        cell(position / block_size, rank / bucket_size_) += amount(position);
    }
    for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t bucket = 1; bucket < buckets_; ++bucket) {
            cell(block, bucket) += cell(block, bucket - 1);
        }
    }
    for (std::size_t block = 1; block < blocks; ++block) {
        for (std::size_t bucket = 0; bucket < buckets_; ++bucket) {
            cell(block, bucket) += cell(block - 1, bucket);
        }
    }
}

std::int64_t& Column::cell(std::size_t block, std::size_t bucket)
{
    return table_[block * buckets_ + bucket];
}

/// The sum of what had occurred by `as_of` in the first ranked blocks.
std::int64_t Column::whole_blocks(std::size_t blocks, Instant as_of) const
{
    if (blocks == 0) {
        return 0;
    }
    auto const ranks = occurred_by(as_of);
    auto const buckets = ranks / bucket_size_;
    auto sum = buckets == 0 ? 0 : table_[(blocks - 1) * buckets_ + buckets - 1];
    for (auto rank = buckets * bucket_size_; rank < ranks; ++rank) {
        if (order_[rank] < blocks * block_size) {
            sum += amount(order_[rank]);
        }
    }
    return sum;
}

void Column::look_through(std::size_t first, std::size_t last, Instant as_of, Tally& tally) const
{
    for (auto position = first; position < last; ++position) {
        if (occurred(position) <= as_of) {
            tally.sum += amount(position);
            tally.any = true;
        }
    }
}

} // namespace ducha::bulletin
