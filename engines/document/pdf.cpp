// A PDF: recognised by its first and last lines, never opened (ISO 32000-2, 7.5.2 and 7.5.5).
#include "engines/document/headers.h"

#include <algorithm>
#include <string_view>

namespace ducha::document {
namespace {

constexpr std::string_view mark = "%PDF-";
constexpr std::string_view end_of_file = "%%EOF";

/// Readers look for the end of the file in so many bytes.
constexpr std::size_t tail = 1024;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

bool begins_as_pdf(ByteSpan content)
{
    return text_of(content).starts_with(mark);
}

bool is_whole_pdf(ByteSpan content)
{
    auto const text = text_of(content);
    auto const version = text.substr(std::min(mark.size(), text.size()), 3);
    bool const has_version = version.size() == 3 && (version[0] == '1' || version[0] == '2') &&
        version[1] == '.' && is_digit(version[2]);
    return begins_as_pdf(content) && has_version &&
        text.substr(text.size() - std::min(tail, text.size())).contains(end_of_file);
}

} // namespace ducha::document
