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

void ObjectText::put(std::string_view name, std::string_view json)
{
    auto const begin = text_.size();
    text_ += '"';
    text_ += name;
    text_ += "\":";
    text_ += json;
    members_.push_back({.begin = begin, .name_size = name.size(), .size = text_.size() - begin});
}

std::string_view ObjectText::name_of(Member const& member) const
{
    return std::string_view{text_}.substr(member.begin + 1, member.name_size);
}

std::string ObjectText::take()
{
    std::ranges::sort(members_, {}, [this](Member const& member) { return name_of(member); });
    std::string out;
    out.reserve(text_.size() + members_.size() + 2);
    out += '{';
    for (auto const& member : members_) {
        if (out.size() > 1) {
            out += ',';
        }
        out.append(text_, member.begin, member.size);
    }
    out += '}';
    text_.clear();
    members_.clear();
    return out;
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
