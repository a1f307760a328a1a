// Texts with words marked in them.
#include "app/marking.h"

#include "base/text.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace ducha::app {
namespace {

constexpr std::size_t around = 12; ///< code points shown on each side of a mark

/// Sorted, and those that touch or overlap as one.
std::vector<neardup::Span> merged(std::vector<neardup::Span> spans)
{
    std::ranges::sort(spans, {}, &neardup::Span::offset);
    std::vector<neardup::Span> result;
    for (auto const& span : spans) {
        if (!result.empty() && span.offset <= result.back().offset + result.back().length) {
            auto& last = result.back();
            last.length =
                std::max(last.offset + last.length, span.offset + span.length) - last.offset;
        } else {
            result.push_back(span);
        }
    }
    return result;
}

/// What stands between two marks, or before the first, or behind the last.
std::string between(std::string_view text, bool after_mark, bool before_mark)
{
    auto const length = length_in_code_points(text);
    auto const head = after_mark ? around : 0;
    auto const tail = before_mark ? around : 0;
    if (length <= head + tail + 1) {
        return std::string{text};
    }
    auto const left = first_code_points(text, head);
    auto const right = text.substr(first_code_points(text, length - tail).size());
    return std::string{left} + "…" + std::string{right};
}

/// Of the same length in bytes. A report's words must not steer the terminal either.
std::string in_one_line(std::string_view text)
{
    std::string line{text};
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' '
    );
    return line;
}

} // namespace

Marks marks_of_output()
{
    if (isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {
        return {"\033[1m", "\033[0m"};
    }
    return {};
}

std::string marked(
    std::string_view given, std::vector<neardup::Span> spans, Marks const& marks, std::size_t most
)
{
    auto const readable = in_one_line(given);
    std::string_view const text = readable;
    bool const whole = length_in_code_points(text) <= most;
    std::string line;
    std::size_t at = 0;
    bool after_mark = false;
    auto const put_plain = [&](std::size_t end, bool before_mark) {
        auto const plain = text.substr(at, end - at);
        line += whole ? std::string{plain} : between(plain, after_mark, before_mark);
    };
    auto const all = merged(std::move(spans));
    for (auto const& span : all) {
        put_plain(span.offset, true);
        line += marks.begin;
        line += text.substr(span.offset, span.length);
        line += marks.end;
        at = span.offset + span.length;
        after_mark = true;
    }
    if (all.empty()) {
        auto const begin = first_code_points(text, most);
        return std::string{begin} + (whole ? "" : "…");
    }
    put_plain(text.size(), false);
    return line;
}

} // namespace ducha::app
