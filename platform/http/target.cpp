// The spelling of paths and queries.
#include "platform/http/target.h"

#include "base/text.h"

#include <algorithm>
#include <vector>

namespace ducha::http {
namespace {

/// The value of a hexadecimal digit; 16 for anything else.
unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    auto const lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10U : 16U;
}

} // namespace

template <class Bytes>
bool append_decoded(Bytes& decoded, std::string_view text, bool plus_is_blank)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) {
                return false;
            }
            auto const high = digit_value(text[i + 1]);
            auto const low = digit_value(text[i + 2]);
            if (high > 15 || low > 15) {
                return false;
            }
            decoded.push_back(static_cast<char>((high << 4U) | low));
            i += 2;
        } else {
            decoded.push_back(text[i] == '+' && plus_is_blank ? ' ' : text[i]);
        }
    }
    return true;
}

template bool append_decoded(std::string& decoded, std::string_view text, bool plus_is_blank);
template bool append_decoded(std::vector<char>& decoded, std::string_view text, bool plus_is_blank);

std::expected<std::string, Reason> decoded_text(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    if (!append_decoded(decoded, text, true)) {
        return std::unexpected{Reason::bad_escape};
    }
    if (first_invalid_utf8(decoded)) {
        return std::unexpected{Reason::not_utf8};
    }
    if (decoded.contains('\0')) {
        return std::unexpected{Reason::zero_character};
    }
    return decoded;
}

std::expected<void, Reason> check_segment(std::string_view segment)
{
    auto const is_wrong = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '/' || c == '\\';
    };
    if (segment == "." || segment == ".." || std::ranges::any_of(segment, is_wrong)) {
        return std::unexpected{Reason::bad_target};
    }
    if (first_invalid_utf8(segment)) {
        return std::unexpected{Reason::not_utf8};
    }
    return {};
}

} // namespace ducha::http
