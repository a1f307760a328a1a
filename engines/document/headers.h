// The readers of the four headers. Inside of document.
#pragma once

#include "engines/document/document.h"

#include <cstddef>
#include <cstdint>
#include <expected>

namespace ducha::document {

/// What is wrong with a header, before anybody words it.
template <class T>
using Read = std::expected<T, DocumentRefusal>;

struct Size {
    std::int64_t width = 0;
    std::int64_t height = 0;

    bool operator==(Size const&) const = default;
};

/// Whether the bytes begin as the kind does.
[[nodiscard]] bool begins_as_jpeg(ByteSpan content);
[[nodiscard]] bool begins_as_png(ByteSpan content);
[[nodiscard]] bool begins_as_webp(ByteSpan content);
[[nodiscard]] bool begins_as_pdf(ByteSpan content);

/// The size that the header states, as it stands there; neither side is 0. Any bytes may be given.
[[nodiscard]] Read<Size> size_of_jpeg(ByteSpan content);
[[nodiscard]] Read<Size> size_of_png(ByteSpan content);
[[nodiscard]] Read<Size> size_of_webp(ByteSpan content);

/// Whether a version stands behind the mark, and an end of file near the end.
[[nodiscard]] bool is_whole_pdf(ByteSpan content);

/// A number of `count` bytes (1 to 4) at `at`, the highest first. Precondition: they are there.
[[nodiscard]] inline std::int64_t big_endian(ByteSpan bytes, std::size_t at, std::size_t count)
{
    std::int64_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        number = number << 8 | bytes[at + i];
    }
    return number;
}

/// The same, the lowest first.
[[nodiscard]] inline std::int64_t little_endian(ByteSpan bytes, std::size_t at, std::size_t count)
{
    std::int64_t number = 0;
    for (std::size_t i = count; i > 0; --i) {
        number = number << 8 | bytes[at + i - 1];
    }
    return number;
}

} // namespace ducha::document
