// What a scan or a photograph is.
#include "engines/document/document.h"

#include "engines/document/headers.h"

#include <algorithm>
#include <string>
#include <utility>

namespace ducha::document {
namespace {

constexpr RefusalRow<DocumentRefusal> refusals[] = {
    {DocumentRefusal::empty, "document.empty", "文件是空的", "the file is empty"},
    {DocumentRefusal::too_large, "document.too_large", "文件过大", "the file is too large"},
    {DocumentRefusal::unknown_kind,
     "document.unknown_kind",
     "只收 JPEG、PNG、WebP 图片和 PDF 文件（按内容识别）",
     "only JPEG, PNG and WebP pictures and PDF documents are taken, told by their content"},
    {DocumentRefusal::broken_header,
     "document.broken_header",
     "文件头已损坏",
     "the header of the file is broken"},
    {DocumentRefusal::moving, "document.moving", "不收动图", "moving pictures are not taken"},
    {DocumentRefusal::too_wide,
     "document.too_wide",
     "图片的一边过长",
     "a side of the picture is too long"},
    {DocumentRefusal::too_many_pixels,
     "document.too_many_pixels",
     "图片像素过多",
     "the picture has too many pixels"},
};

struct Reader {
    Kind kind;
    bool (*begins)(ByteSpan);
    Read<Size> (*size)(ByteSpan);
};

Read<Size> no_size_of_pdf(ByteSpan content)
{
    return is_whole_pdf(content) ? Read<Size>{Size{}}
                                 : std::unexpected{DocumentRefusal::broken_header};
}

constexpr Reader readers[] = {
    {Kind::jpeg, begins_as_jpeg, size_of_jpeg},
    {Kind::png, begins_as_png, size_of_png},
    {Kind::webp, begins_as_webp, size_of_webp},
    {Kind::pdf, begins_as_pdf, no_size_of_pdf},
};

Result<Document> within_limits(Document const& document)
{
    auto const [kind, width, height] = document;
    auto const found = std::to_string(width) + " x " + std::to_string(height);
    if (std::max(width, height) > most_pixels_a_side) {
        return refuse(
            refusals,
            DocumentRefusal::too_wide,
            found,
            "at most " + std::to_string(most_pixels_a_side) + " a side"
        );
    }
    if (width * height > most_pixels) {
        return refuse(
            refusals,
            DocumentRefusal::too_many_pixels,
            found,
            "at most " + std::to_string(most_pixels)
        );
    }
    return document;
}

} // namespace

Result<Document> look(ByteSpan content)
{
    if (content.empty()) {
        return refuse(refusals, DocumentRefusal::empty);
    }
    if (std::cmp_greater(content.size(), most_bytes)) {
        return refuse(
            refusals,
            DocumentRefusal::too_large,
            std::to_string(content.size()) + " bytes",
            "at most " + std::to_string(most_bytes)
        );
    }
    for (auto const& reader : readers) {
        if (!reader.begins(content)) {
            continue;
        }
        auto const size = reader.size(content);
        if (!size) {
            return refuse(refusals, size.error(), std::string{code(reader.kind)});
        }
        return within_limits({reader.kind, size->width, size->height});
    }
    return refuse(refusals, DocumentRefusal::unknown_kind);
}

} // namespace ducha::document
