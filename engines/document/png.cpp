// The header of a PNG: the signature and IHDR, which is always the first chunk (ISO/IEC 15948).
#include "engines/document/headers.h"

#include <algorithm>

namespace ducha::document {
namespace {

constexpr std::uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
constexpr std::uint8_t first_chunk[] = {0, 0, 0, 13, 'I', 'H', 'D', 'R'};
constexpr std::size_t header_size = 8 + 8 + 13 + 4;

/// CRC-32 as of zip and Ethernet.
std::uint32_t checksum(ByteSpan bytes)
{
    std::uint32_t sum = 0xFFFF'FFFFU;
    for (auto const byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit) {
            sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB8'8320U : 0U);
        }
    }
    return ~sum;
}

bool is_allowed(std::uint8_t depth, std::uint8_t colour)
{
    bool const is_power = depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    switch (colour) {
    case 0:
        return is_power;
    case 3:
        return is_power && depth <= 8;
    case 2:
    case 4:
    case 6:
        return depth == 8 || depth == 16;
    default:
        return false;
    }
}

} // namespace

bool begins_as_png(ByteSpan content)
{
    return content.size() >= sizeof signature &&
        std::ranges::equal(content.first(sizeof signature), signature);
}

Read<Size> size_of_png(ByteSpan content)
{
    auto const broken = std::unexpected{DocumentRefusal::broken_header};
    if (!begins_as_png(content) || content.size() < header_size ||
        !std::ranges::equal(content.subspan(sizeof signature, sizeof first_chunk), first_chunk)) {
        return broken;
    }
    // Width, height, depth, colour, compression, filter, interlace; then the checksum.
    auto const header = content.subspan(16, 13);
    Size const size{.width = big_endian(header, 0, 4), .height = big_endian(header, 4, 4)};
    bool const plausible = size.width > 0 && size.height > 0 && is_allowed(header[8], header[9]) &&
        header[10] == 0 && header[11] == 0 && header[12] <= 1;
    bool const intact = checksum(content.subspan(12, 17)) == big_endian(content, 29, 4);
    return plausible && intact ? Read<Size>{size} : broken;
}

} // namespace ducha::document
