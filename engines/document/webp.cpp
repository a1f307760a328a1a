// The header of a WebP: a RIFF file whose first chunk is a picture or states the canvas (RFC 9649).
#include "engines/document/headers.h"

#include <optional>
#include <string_view>

namespace ducha::document {
namespace {

constexpr std::size_t first_chunk = 12;
constexpr std::size_t chunk_header = 8;
constexpr std::uint8_t animated = 0x02;

std::string_view name_at(ByteSpan content, std::size_t at)
{
    return text_of(content.subspan(at, 4));
}

Read<Size> broken()
{
    return std::unexpected{DocumentRefusal::broken_header};
}

/// A key frame of VP8 (RFC 6386, section 9.1).
Read<Size> size_of_lossy(ByteSpan chunk)
{
    bool const is_key_frame = chunk.size() >= 10 && (chunk[0] & 1U) == 0 && chunk[3] == 0x9D &&
        chunk[4] == 0x01 && chunk[5] == 0x2A;
    if (!is_key_frame) {
        return broken();
    }
    Size const size{
        .width = little_endian(chunk, 6, 2) & 0x3FFF,
        .height = little_endian(chunk, 8, 2) & 0x3FFF,
    };
    return size.width > 0 && size.height > 0 ? Read<Size>{size} : broken();
}

Read<Size> size_of_lossless(ByteSpan chunk)
{
    if (chunk.size() < 5 || chunk[0] != 0x2F || chunk[4] >> 5U != 0) {
        return broken();
    }
    auto const bits = little_endian(chunk, 1, 4);
    return Size{.width = (bits & 0x3FFF) + 1, .height = (bits >> 14 & 0x3FFF) + 1};
}

/// The size of the picture in a chunk of one; `canvas` where the chunk is something else.
Read<Size> size_in_chunk(std::string_view name, ByteSpan chunk, Size const& canvas)
{
    if (name == "VP8 ") {
        return size_of_lossy(chunk);
    }
    if (name == "VP8L") {
        return size_of_lossless(chunk);
    }
    return canvas;
}

/// What fits into the file from `at` on; nothing where the chunk says that it is longer.
std::optional<ByteSpan> chunk_at(ByteSpan content, std::size_t at)
{
    if (content.size() < at + chunk_header) {
        return std::nullopt;
    }
    auto const length = static_cast<std::size_t>(little_endian(content, at + 4, 4));
    auto const rest = content.subspan(at + chunk_header);
    return length <= rest.size() ? std::optional{rest.first(length)} : std::nullopt;
}

/// The canvas of an extended file, and a picture within that fills it.
Read<Size> size_of_extended(ByteSpan content, ByteSpan header)
{
    if (header.size() < 10) {
        return broken();
    }
    if ((header[0] & animated) != 0) {
        return std::unexpected{DocumentRefusal::moving};
    }
    Size const canvas{
        .width = little_endian(header, 4, 3) + 1,
        .height = little_endian(header, 7, 3) + 1,
    };
    // Chunks are padded to an even length. A picture that does not fill its canvas would be
    // decoded at a size that nobody was told.
    auto at = first_chunk;
    while (auto const chunk = chunk_at(content, at)) {
        auto const name = name_at(content, at);
        auto const size = size_in_chunk(name, *chunk, canvas);
        if (!size || *size != canvas) {
            return broken();
        }
        if (name.starts_with("VP8") && name != "VP8X") {
            return canvas;
        }
        at += chunk_header + chunk->size() + chunk->size() % 2;
    }
    return broken();
}

} // namespace

bool begins_as_webp(ByteSpan content)
{
    return content.size() >= first_chunk && name_at(content, 0) == "RIFF" &&
        name_at(content, 8) == "WEBP";
}

Read<Size> size_of_webp(ByteSpan content)
{
    auto const chunk =
        begins_as_webp(content) ? chunk_at(content, first_chunk) : std::optional<ByteSpan>{};
    if (!chunk) {
        return broken();
    }
    auto const name = name_at(content, first_chunk);
    if (name == "VP8X") {
        return size_of_extended(content, *chunk);
    }
    auto const size = size_in_chunk(name, *chunk, {});
    return size == Size{} ? broken() : size;
}

} // namespace ducha::document
