// Canonical JSON text (RFC 8785, integers only), written piece by piece.
#pragma once

#include "base/strong.h"

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::json {

/// `text` as a JSON string. Precondition: valid UTF-8.
[[nodiscard]] std::string quoted(std::string_view text);
void append_quoted(std::string& out, std::string_view text);

void append_number(std::string& out, std::integral auto number)
{
    std::array<char, 20> digits{};
    auto const [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end);
}

/// Writes one object at the end of a text, in which its values, nested ones too, are written where
/// they stay. Members come in the order of their names, as in `ObjectText`.
class ObjectWriter {
public:
    /// out   outlives this; nobody else writes to it while a value is not being written
    explicit ObjectWriter(std::string& out);

    /// Begins a member; what is appended to the text next is its value.
    void begin(std::string_view name);

    /// No more members come.
    void end();

    [[nodiscard]] bool empty() const { return members_.empty(); }

private:
    /// Where `"name":value,` begins in the text.
    struct Member {
        std::size_t begin;
        std::size_t name_size;
    };

    [[nodiscard]] std::string_view name_of(Member const& member) const;
    void put_in_order();

    std::string& out_;
    std::size_t start_;
    std::vector<Member> members_;
    bool in_order_ = true;
};

/// An object whose members are written in the order of their names, whatever the order in which
/// they are put. Names are ASCII, so byte order is the order of RFC 8785.
class ObjectText {
public:
    /// json   a JSON value as text
    void put(std::string_view name, std::string_view json);

    [[nodiscard]] bool empty() const { return members_.empty(); }

    [[nodiscard]] std::string take();

private:
    /// Where `"name":json` lies in `text_`.
    struct Member {
        std::size_t begin;
        std::size_t name_size;
        std::size_t size;
    };

    [[nodiscard]] std::string_view name_of(Member const& member) const;

    std::string text_;
    std::vector<Member> members_;
};

/// `["a","b"]` of values that are JSON text already.
[[nodiscard]] std::string array_text(std::vector<std::string> const& values);

/// `[1,2]` of ids.
template <class Tag>
[[nodiscard]] std::string array_text(std::vector<Strong<Tag>> const& ids)
{
    std::string out = "[";
    for (auto const id : ids) {
        if (out.size() > 1) {
            out += ',';
        }
        append_number(out, id.get());
    }
    return out + "]";
}

} // namespace ducha::json
