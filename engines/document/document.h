// What a scan or a photograph is, told by its content and its header alone: nothing is decoded.
//
// A picture is not looked at here, only measured, so that whoever shows it later knows what it
// will cost. A PDF is recognised and never opened. What is behind the header may be anything:
// whoever decodes does so apart from everything else.
#pragma once

#include "base/bytes.h"
#include "base/code.h"
#include "base/refusal.h"

#include <cstdint>

namespace ducha::document {

enum class Kind { jpeg, png, webp, pdf };

struct Document {
    Kind kind = Kind::jpeg;
    std::int64_t width = 0;  ///< pixels; 0 for a PDF
    std::int64_t height = 0; ///< the same

    bool operator==(Document const&) const = default;
};

inline constexpr std::int64_t most_bytes = std::int64_t{20} << 20;
inline constexpr std::int64_t most_pixels_a_side = 12'000;
inline constexpr std::int64_t most_pixels = 50'000'000;

enum class DocumentRefusal {
    empty,
    too_large,
    unknown_kind,
    broken_header, ///< it begins as its kind does, and does not go on so
    moving,        ///< an animation
    too_wide,
    too_many_pixels,
};

/// What the bytes of a whole file are.
///
/// refuses   in the order of the enum: nothing; more than `most_bytes`; none of the four kinds; a
///           header that contradicts itself or is cut; an animation; a side of more than
///           `most_pixels_a_side`; more than `most_pixels`
/// source    PNG (ISO/IEC 15948), JPEG (ITU-T T.81), WebP (RFC 9649), PDF (ISO 32000)
/// cost      O(header): a JPEG's segments and a WebP's chunks are stepped over, not read
[[nodiscard]] Result<Document> look(ByteSpan content);

} // namespace ducha::document

template <>
struct ducha::Codes<ducha::document::Kind> {
    using Kind = document::Kind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::jpeg, "jpeg", "JPEG 图片", "JPEG picture"},
        {Kind::png, "png", "PNG 图片", "PNG picture"},
        {Kind::webp, "webp", "WebP 图片", "WebP picture"},
        {Kind::pdf, "pdf", "PDF 文件", "PDF document"},
    };
};
