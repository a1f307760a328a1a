// Numbers that lie near each other, in few bytes.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <span>

namespace ducha {

/// A list of numbers, each as what it has more than the smallest of them, in as many bytes (0 to 8)
/// as the largest of these needs. Any 64-bit numbers go in.
///
/// source   frame-of-reference coding: Goldstein, Ramakrishnan, Shaft, "Compressing Relations
///          and Indexes", ICDE 1998; by whole bytes here, so that one is read with one load
class Frame {
public:
    Frame() = default;
    explicit Frame(std::span<std::int64_t const> numbers);

    /// Precondition: place < the count of numbers.
    [[nodiscard]] std::int64_t operator[](std::size_t place) const;

    [[nodiscard]] std::int64_t smallest() const { return smallest_; }
    [[nodiscard]] std::size_t memory() const { return sizeof *this + bytes_.capacity(); }

    /// Puts it behind `bytes`: the smallest number in 8 bytes, the width in one, the numbers; the
    /// low byte of each first.
    void write(Bytes& bytes) const;

    /// Takes a frame of `count` numbers from the front of `bytes`; nothing where they are too few,
    /// or no number has such a width.
    [[nodiscard]] static std::optional<Frame> read(ByteSpan& bytes, std::size_t count);

private:
    void set_width(std::size_t width);

    std::int64_t smallest_ = 0;
    std::uint64_t mask_ = 0; ///< of the bytes that a number has
    std::size_t width_ = 0;
    Bytes bytes_; ///< and eight more, so that a load never ends behind them
};

} // namespace ducha
