// Canonical JSON text (RFC 8785, integers only), written piece by piece.
#pragma once

#include "base/strong.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::json {

/// `text` as a JSON string. Precondition: valid UTF-8.
[[nodiscard]] std::string quoted(std::string_view text);

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
    std::vector<std::string> numbers;
    for (auto const id : ids) {
        numbers.push_back(std::to_string(id.get()));
    }
    return array_text(numbers);
}

} // namespace ducha::json
