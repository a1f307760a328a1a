// Canonical JSON text.
#include "platform/json/text.h"

#include <algorithm>

namespace ducha::json {
namespace {

bool needs_escape(char c)
{
    // Without branches, so that a block is compared at once.
    return static_cast<int>(c == '"') | static_cast<int>(c == '\\') |
        static_cast<int>(static_cast<unsigned char>(c) < 0x20);
}

/// How much of it needs no escape. Looked at in blocks, which a compiler compares all at once:
/// nearly all that is written is text in Chinese, which needs none.
std::size_t plain_length(std::string_view text)
{
    constexpr std::size_t block = 16;
    std::size_t length = 0;
    for (; length + block <= text.size(); length += block) {
        bool found = false;
        for (std::size_t i = 0; i < block; ++i) {
            found |= needs_escape(text[length + i]);
        }
        if (found) {
            break;
        }
    }
    while (length < text.size() && !needs_escape(text[length])) {
        ++length;
    }
    return length;
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
    append_quoted(out, text);
    return out;
}

void append_quoted(std::string& out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        auto const plain = plain_length(text);
        out.append(text, 0, plain);
        if (plain < text.size()) {
            append_escaped(out, text[plain]);
        }
        text.remove_prefix(std::min(plain + 1, text.size()));
    }
    out += '"';
}

ObjectWriter::ObjectWriter(std::string& out) : out_{out}, start_{out.size() + 1}
{
    out_ += '{';
}

void ObjectWriter::begin(std::string_view name)
{
    constexpr std::size_t usual_members = 16;
    if (members_.empty()) {
        members_.reserve(usual_members);
    } else {
        out_ += ',';
        in_order_ = in_order_ && name_of(members_.back()) < name;
    }
    members_.push_back({.begin = out_.size(), .name_size = name.size()});
    out_ += '"';
    out_ += name;
    out_ += "\":";
}

void ObjectWriter::end()
{
    if (!in_order_) {
        put_in_order();
    }
    out_ += '}';
}

std::string_view ObjectWriter::name_of(Member const& member) const
{
    return std::string_view{out_}.substr(member.begin + 1, member.name_size);
}

void ObjectWriter::put_in_order()
{
    struct Piece {
        std::string_view name;
        std::string_view text;
    };
    out_ += ','; // so that every member ends with one
    auto const written = out_.substr(start_);
    std::vector<Piece> pieces;
    pieces.reserve(members_.size());
    for (std::size_t i = 0; i < members_.size(); ++i) {
        auto const& [begin, name_size] = members_[i];
        auto const end = i + 1 < members_.size() ? members_[i + 1].begin : out_.size();
        auto const text = std::string_view{written}.substr(begin - start_, end - begin);
        pieces.push_back({text.substr(1, name_size), text});
    }
    std::ranges::sort(pieces, {}, &Piece::name);
    out_.resize(start_);
    for (auto const& piece : pieces) {
        out_ += piece.text;
    }
    out_.pop_back();
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
