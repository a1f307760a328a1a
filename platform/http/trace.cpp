// Names of requests across programs.
#include "platform/http/trace.h"

#include "base/bytes.h"

#include "platform/random/random.h"

#include <algorithm>
#include <array>
#include <span>

namespace ducha::http {
namespace {

bool is_hexadecimal(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

bool is_zero(std::string_view text)
{
    return text.find_first_not_of('0') == std::string_view::npos;
}

bool is_well_formed(std::string_view text)
{
    constexpr std::size_t whole = 55;
    if (text.size() < whole || text[2] != '-' || text[35] != '-' || text[52] != '-') {
        return false;
    }
    auto const version = text.substr(0, 2);
    auto const longer_allowed = version != "00" && (text.size() == whole || text[whole] == '-');
    return is_hexadecimal(version) && version != "ff" && (text.size() == whole || longer_allowed) &&
        is_hexadecimal(text.substr(3, 32)) && !is_zero(text.substr(3, 32)) &&
        is_hexadecimal(text.substr(36, 16)) && !is_zero(text.substr(36, 16)) &&
        is_hexadecimal(text.substr(53, 2));
}

} // namespace

Trace trace_of(std::optional<std::string_view> traceparent, Random& random)
{
    std::array<std::uint8_t, 24> drawn{};
    random.fill(drawn);
    auto const bytes = std::span<std::uint8_t const>{drawn};
    Trace trace{.id = {}, .span = to_hex(bytes.first(8))};
    if (traceparent && is_well_formed(*traceparent)) {
        trace.id = traceparent->substr(3, 32);
        trace.is_sampled = std::string_view{"13579bdf"}.contains((*traceparent)[54]);
        trace.is_continued = true;
    } else {
        trace.id = to_hex(bytes.last(16));
    }
    return trace;
}

} // namespace ducha::http
