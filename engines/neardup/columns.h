// Arrays that grow without moving and may begin in a mapped snapshot.
#pragma once

#include "base/invariant.h"

#include "engines/neardup/large_pages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace ducha::neardup {

/// Room for values in pieces that never move, in large pages: growing neither copies nor doubles
/// memory. Of the first piece the system gives only what is used, so that a small index is small.
template <class T>
class Pieces {
public:
    static_assert(std::is_trivially_copyable_v<T>);

    /// Values of a piece, a power of two: just so many that it fills whole pages.
    static constexpr std::size_t piece = LargePages<T>::page / (sizeof(T) & (0 - sizeof(T)));

    [[nodiscard]] T* at(std::size_t i) const { return pieces_[i / piece].get() + i % piece; }

    /// For how many values there is room.
    [[nodiscard]] std::size_t room() const { return pieces_.size() * piece; }

    /// The memory when so many values are written.
    [[nodiscard]] std::size_t bytes(std::size_t written) const
    {
        return (room() > piece ? room() : written) * sizeof(T);
    }

    void grow()
    {
        auto* memory = pieces_.empty()
            ? std::allocator<T>{}.allocate(piece) // in small pages, as they are written to
            : LargePages<T>{}.allocate(piece);
        pieces_.push_back({memory, pieces_.empty() ? free_small : free_large});
    }

private:
    static void free_small(T* memory) { std::allocator<T>{}.deallocate(memory, piece); }
    static void free_large(T* memory) { LargePages<T>{}.deallocate(memory, piece); }

    std::vector<std::unique_ptr<T, void (*)(T*)>> pieces_;
};

/// An array of plain values: first those of a snapshot, in place, then those added since.
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
        return i < base_.size() ? base_[i] : *pieces_.at(i - base_.size());
    }
    [[nodiscard]] T const& operator[](std::size_t i) const
    {
        return i < base_.size() ? base_[i] : *pieces_.at(i - base_.size());
    }

    void push_back(T const& value)
    {
        if (size_ - base_.size() == pieces_.room()) {
            pieces_.grow();
        }
        *pieces_.at(size_ - base_.size()) = value;
        ++size_;
    }

    [[nodiscard]] std::size_t bytes() const { return pieces_.bytes(size_ - base_.size()); }
    [[nodiscard]] std::size_t mapped_bytes() const { return base_.size_bytes(); }

private:
    std::span<T> base_;
    Pieces<T> pieces_;
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
        if (begin % Pieces<T>::piece + run.size() > Pieces<T>::piece || begin == pieces_.room()) {
            end_ = base_.size() + pieces_.room();
            pieces_.grow();
        }
        auto const at = end_;
        invariant(at + run.size() < UINT32_MAX, "an index holds fewer than 2^32 n-grams");
        std::ranges::copy(run, pieces_.at(at - base_.size()));
        end_ += run.size();
        return static_cast<std::uint32_t>(at);
    }

    [[nodiscard]] T const* at(std::uint32_t begin) const
    {
        // An empty run may begin where the base ends, and there may be no piece yet.
        bool const in_base = begin < base_.size() || pieces_.room() == 0;
        return in_base ? base_.data() + begin : pieces_.at(begin - base_.size());
    }

    [[nodiscard]] std::size_t bytes() const { return pieces_.bytes(end_ - base_.size()); }
    [[nodiscard]] std::size_t mapped_bytes() const { return base_.size_bytes(); }

    static constexpr std::size_t longest_run = 1U << 12U;

private:
    std::span<T> base_;
    Pieces<T> pieces_;
    std::size_t end_ = 0;
};

} // namespace ducha::neardup
