// Canonical JSON text.
#include "platform/json/text.h"

#include <algorithm>

namespace ducha::json {
namespace {

bool needs_escape(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

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
    for (auto from = text.begin();;) {
        auto const stop = std::find_if(from, text.end(), needs_escape);
        out.append(from, stop);
        if (stop == text.end()) {
            break;
        }
        append_escaped(out, *stop);
        from = stop + 1;
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
