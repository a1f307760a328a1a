// Numbers that lie near each other, in few bytes.
#include "base/frame.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace ducha {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are read by their low bytes");

constexpr std::size_t load = sizeof(std::uint64_t);

} // namespace

Frame::Frame(std::span<std::int64_t const> numbers)
{
    if (numbers.empty()) {
        return;
    }
    auto const [smallest, largest] = std::ranges::minmax(numbers);
    smallest_ = smallest;
    // Without sign: the difference of two 64-bit numbers has 64 bits.
    auto const range = static_cast<std::uint64_t>(largest) - static_cast<std::uint64_t>(smallest);
    set_width((static_cast<std::size_t>(std::bit_width(range)) + 7) / 8);
    bytes_.resize(numbers.size() * width_ + load);
    auto* place = bytes_.data();
    for (auto const number : numbers) {
        auto const more = static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(smallest);
        std::memcpy(place, &more, width_);
        place += width_;
    }
}

std::int64_t Frame::operator[](std::size_t place) const
{
    std::uint64_t more = 0;
    std::memcpy(&more, bytes_.data() + place * width_, load);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(smallest_) + (more & mask_));
}

void Frame::write(Bytes& bytes) const
{
    std::array<std::uint8_t, load + 1> head{};
    std::memcpy(head.data(), &smallest_, load);
    head[load] = static_cast<std::uint8_t>(width_);
    bytes.insert(bytes.end(), head.begin(), head.end());
    auto const padding = std::min(load, bytes_.size());
    bytes.insert(bytes.end(), bytes_.begin(), bytes_.end() - static_cast<std::ptrdiff_t>(padding));
}

std::optional<Frame> Frame::read(ByteSpan& bytes, std::size_t count)
{
    if (bytes.size() < load + 1 || bytes[load] > load) {
        return std::nullopt;
    }
    Frame frame;
    std::memcpy(&frame.smallest_, bytes.data(), load);
    frame.set_width(bytes[load]);
    bytes = bytes.subspan(load + 1);
    if (frame.width_ != 0 && bytes.size() / frame.width_ < count) {
        return std::nullopt;
    }
    auto const numbers = bytes.first(count * frame.width_);
    frame.bytes_.resize(numbers.size() + load);
    std::ranges::copy(numbers, frame.bytes_.begin());
    bytes = bytes.subspan(numbers.size());
    return frame;
}

void Frame::set_width(std::size_t width)
{
    width_ = width;
    mask_ = width == 0 ? 0 : ~std::uint64_t{0} >> (64 - 8 * width);
}

} // namespace ducha
