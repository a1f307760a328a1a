// Which reports hold an n-gram, the newest first.
#pragma once

#include "engines/neardup/columns.h"
#include "engines/neardup/grams.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ducha::neardup {

/// The newest entry of each n-gram: a hash table of 8 bytes a place that becomes a plain table of
/// 4 bytes an n-gram as soon as that is no larger. Neither changes what is found.
class Heads {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static constexpr std::size_t plain_places = std::size_t{1} << gram_bits;

    /// More n-grams than these are held in a plain table.
    static constexpr std::size_t most_hashed = plain_places / 4 / 4 * 3;

    Heads();

    /// The plain table of a snapshot, changed in place; of plain_places.
    explicit Heads(std::span<std::uint32_t> plain);

    /// A hash table with room for so many n-grams, at most most_hashed.
    explicit Heads(std::size_t grams);

    [[nodiscard]] std::uint32_t newest(std::uint32_t gram) const;

    /// Makes `entry` the newest; returns the one that was.
    std::uint32_t exchange(std::uint32_t gram, std::uint32_t entry);

    /// Brings the place of the n-gram nearer to the processor.
    void prefetch(std::uint32_t gram) const;

    [[nodiscard]] bool is_plain() const { return !plain_.empty(); }
    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::size_t mapped_bytes() const;

    /// Calls visit(gram, newest entry) for each n-gram, in no order.
    template <class Visit>
    void each(Visit const& visit) const
    {
        for (std::uint32_t gram = 0; gram < plain_.size(); ++gram) {
            if (plain_[gram] != none) {
                visit(gram, plain_[gram]);
            }
        }
        for (auto const& place : places_) {
            if (place.gram != 0) {
                visit(place.gram, place.newest);
            }
        }
    }

private:
    struct Place {
        std::uint32_t gram = 0;
        std::uint32_t newest = none;
    };
    [[nodiscard]] std::size_t place_of(std::uint32_t gram) const;
    void grow();

    [[nodiscard]] std::size_t home_of(std::uint32_t gram) const { return gram >> shift_; }

    LargeVector<Place> places_; ///< a power of two, at most three quarters filled; nearly by n-gram
    unsigned shift_;
    std::size_t filled_ = 0;
    LargeVector<std::uint32_t> own_plain_;
    std::span<std::uint32_t> plain_; ///< by n-gram; empty while `places_` is used
};

/// Chains of entries, one row of entries a report: entry / width is the report. What is taken out
/// stays in its chains and is stepped over by who walks them.
///
/// memory   4 bytes an entry and the heads
class Postings {
public:
    static constexpr std::uint32_t none = Heads::none;

    /// width   entries of a report
    explicit Postings(std::size_t width);

    /// Begins with the entries of a snapshot, changed in place.
    Postings(std::size_t width, std::span<std::uint32_t> older, Heads heads);

    /// Puts the next report before all others of its n-grams. Precondition: at most `width`.
    void add(std::span<std::uint32_t const> grams);

    [[nodiscard]] std::uint32_t newest(std::uint32_t gram) const { return heads_.newest(gram); }
    [[nodiscard]] std::uint32_t older(std::uint32_t entry) const { return older_[entry]; }
    [[nodiscard]] std::uint32_t slot_of(std::uint32_t entry) const
    {
        return static_cast<std::uint32_t>(entry / width_);
    }

    void prefetch_head(std::uint32_t gram) const { heads_.prefetch(gram); }
    void prefetch_entry(std::uint32_t entry) const { __builtin_prefetch(&older_[entry]); }

    [[nodiscard]] std::size_t bytes() const { return older_.bytes() + heads_.bytes(); }
    [[nodiscard]] std::size_t mapped_bytes() const
    {
        return older_.mapped_bytes() + heads_.mapped_bytes();
    }
    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] std::size_t entries() const { return older_.size(); }
    [[nodiscard]] Heads const& heads() const { return heads_; }

private:
    std::size_t width_;
    Column<std::uint32_t> older_;
    Heads heads_;
};

} // namespace ducha::neardup
