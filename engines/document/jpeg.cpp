// The header of a JPEG: segments up to the frame, which states the size (ITU-T T.81, annex B).
#include "engines/document/headers.h"

#include <utility>

namespace ducha::document {
namespace {

constexpr std::uint8_t mark = 0xFF;
constexpr std::uint8_t start_of_image = 0xD8;

/// Start and end of image, start of scan: none of them stands before the frame.
bool is_out_of_place(std::uint8_t marker)
{
    return marker == 0 || (marker >= start_of_image && marker <= 0xDA);
}

/// Markers without a length: TEM and the restarts.
bool stands_alone(std::uint8_t marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}

/// SOF0 to SOF2: baseline, extended and progressive, which all decoders know. The others are
/// lossless, hierarchical or arithmetic.
bool is_usual_frame(std::uint8_t marker)
{
    return marker >= 0xC0 && marker <= 0xC2;
}

bool is_other_frame(std::uint8_t marker)
{
    bool const is_table = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    return marker >= 0xC3 && marker <= 0xCF && !is_table;
}

Read<Size> size_in_frame(ByteSpan frame)
{
    // Length, precision, height, width, components; three bytes for each of these.
    if (frame.size() < 8 || std::cmp_not_equal(frame.size(), 8 + 3 * frame[7])) {
        return std::unexpected{DocumentRefusal::broken_header};
    }
    Size const size{.width = big_endian(frame, 5, 2), .height = big_endian(frame, 3, 2)};
    bool const plausible = frame[7] >= 1 && frame[7] <= 4 && size.width > 0 && size.height > 0;
    return plausible ? Read<Size>{size} : std::unexpected{DocumentRefusal::broken_header};
}

} // namespace

bool begins_as_jpeg(ByteSpan content)
{
    return content.size() >= 3 && content[0] == mark && content[1] == start_of_image &&
        content[2] == mark;
}

Read<Size> size_of_jpeg(ByteSpan content)
{
    auto const broken = std::unexpected{DocumentRefusal::broken_header};
    if (!begins_as_jpeg(content)) {
        return broken;
    }
    std::size_t at = 2;
    while (at + 4 <= content.size() && content[at] == mark) {
        auto const marker = content[at + 1];
        if (marker == mark) { // a fill byte
            ++at;
            continue;
        }
        if (stands_alone(marker)) {
            at += 2;
            continue;
        }
        auto const length = static_cast<std::size_t>(big_endian(content, at + 2, 2));
        if (length < 2 || length > content.size() - at - 2 || is_out_of_place(marker) ||
            is_other_frame(marker)) {
            return broken;
        }
        if (is_usual_frame(marker)) {
            return size_in_frame(content.subspan(at + 2, length));
        }
        at += 2 + length;
    }
    return broken;
}

} // namespace ducha::document
