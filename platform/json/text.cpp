// Canonical JSON text.
#include "platform/json/text.h"

#include <algorithm>

namespace ducha::json {
namespace {

void append_escaped(std::string& out, char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\r':
        out += "\\r";
        return;
    default:
        break;
    }
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
        out += "\\u00";
        out += hex[byte >> 4U];
        out += hex[byte & 15U];
        return;
    }
    out += c;
}

} // namespace

std::string quoted(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 2);
    out += '"';
    for (char const c : text) {
        append_escaped(out, c);
    }
    out += '"';
    return out;
}

std::string ObjectText::take()
{
    std::ranges::sort(members_, {}, [](auto const& member) -> auto const& { return member.first; });
    std::string out = "{";
    for (auto const& [name, value] : members_) {
        if (out.size() > 1) {
            out += ',';
        }
        out += '"';
        out += name;
        out += "\":";
        out += value;
    }
    members_.clear();
    return out + "}";
}

std::string array_text(std::vector<std::string> const& values)
{
    std::string out = "[";
    for (auto const& value : values) {
        if (out.size() > 1) {
            out += ',';
        }
        out += value;
    }
    return out + "]";
}

} // namespace ducha::json
