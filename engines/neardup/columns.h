// Arrays that grow without moving and may begin in a mapped snapshot.
#pragma once

#include "base/invariant.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace ducha::neardup {

/// An array of plain values: first those of a snapshot, in place, then those added since, in
/// pieces that never move. Growing neither copies nor doubles memory.
///
/// cost   one look-up: two dependent reads; memory: the values and at most one free piece
template <class T>
class Column {
public:
    static_assert(std::is_trivially_copyable_v<T>);

    Column() = default;

    /// Begins with what a snapshot holds. The bytes are changed in place, never moved.
    explicit Column(std::span<T> base) : base_(base), size_(base.size()) {}

    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] T& operator[](std::size_t i)
    {
        return i < base_.size() ? base_[i] : place_of(i - base_.size());
    }
    [[nodiscard]] T const& operator[](std::size_t i) const
    {
        return i < base_.size() ? base_[i] : place_of(i - base_.size());
    }

    void push_back(T const& value)
    {
        if (size_ - base_.size() == pieces_.size() * piece) {
            pieces_.push_back(std::make_unique_for_overwrite<T[]>(piece));
        }
        place_of(size_ - base_.size()) = value;
        ++size_;
    }

    [[nodiscard]] std::size_t bytes() const { return pieces_.size() * piece * sizeof(T); }
    [[nodiscard]] std::size_t mapped_bytes() const { return base_.size_bytes(); }

private:
    static constexpr std::size_t piece_bits = sizeof(T) >= 32 ? 10 : 14;
    static constexpr std::size_t piece = std::size_t{1} << piece_bits;

    [[nodiscard]] T& place_of(std::size_t i) const
    {
        return pieces_[i >> piece_bits][i & (piece - 1)];
    }

    std::span<T> base_;
    std::vector<std::unique_ptr<T[]>> pieces_;
    std::size_t size_ = 0;
};

/// Runs of plain values, each whole in one place; like Column otherwise.
template <class T>
class Arena {
public:
    Arena() = default;
    explicit Arena(std::span<T> base) : base_(base), end_(base.size()) {}

    /// Stores a run and returns where it begins. Precondition: at most longest_run values.
    std::uint32_t put(std::span<T const> run)
    {
        invariant(run.size() <= longest_run, "a run fits into a piece");
        auto const begin = end_ - base_.size();
        if ((begin & (piece - 1)) + run.size() > piece || begin == pieces_.size() * piece) {
            end_ = base_.size() + pieces_.size() * piece;
            pieces_.push_back(std::make_unique_for_overwrite<T[]>(piece));
        }
        auto const at = end_;
        invariant(at + run.size() < UINT32_MAX, "an index holds fewer than 2^32 n-grams");
        std::ranges::copy(run, place_of(at - base_.size()));
        end_ += run.size();
        return static_cast<std::uint32_t>(at);
    }

    [[nodiscard]] T const* at(std::uint32_t begin) const
    {
        // An empty run may begin where the base ends, and there may be no piece yet.
        bool const in_base = begin < base_.size() || pieces_.empty();
        return in_base ? base_.data() + begin : place_of(begin - base_.size());
    }

    [[nodiscard]] std::size_t bytes() const { return pieces_.size() * piece * sizeof(T); }
    [[nodiscard]] std::size_t mapped_bytes() const { return base_.size_bytes(); }

    static constexpr std::size_t longest_run = 1U << 12U;

private:
    static constexpr std::size_t piece_bits = 16;
    static constexpr std::size_t piece = std::size_t{1} << piece_bits;

    [[nodiscard]] T* place_of(std::size_t i) const
    {
        return &pieces_[i >> piece_bits][i & (piece - 1)];
    }

    std::span<T> base_;
    std::vector<std::unique_ptr<T[]>> pieces_;
    std::size_t end_ = 0;
};

} // namespace ducha::neardup
