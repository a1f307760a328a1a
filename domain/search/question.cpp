// What people type, read as words.
#include "domain/search/question.h"

#include "engines/folding/folded.h"

#include <algorithm>
#include <span>

namespace ducha::search {
namespace {

using Signs = std::span<std::string_view const>;

constexpr std::string_view quotation_marks[] = {"\"", "“", "”", "＂"};
constexpr std::string_view blanks[] = {" ", "\t", "\n", "\r", "\v", "\f", "\u00A0", "\u3000"};
constexpr std::string_view minus_signs[] = {"-", "－", "−"};

/// The length of the sign that the text begins with; 0 where it begins with none.
std::size_t sign_length(std::string_view text, Signs signs)
{
    auto const found =
        std::ranges::find_if(signs, [&](std::string_view sign) { return text.starts_with(sign); });
    return found == signs.end() ? 0 : found->size();
}

/// How far it is to the first sign of either kind, or to the end.
std::size_t length_until(std::string_view text, Signs one, Signs other)
{
    std::size_t at = 0;
    while (at < text.size() && sign_length(text.substr(at), one) == 0 &&
           sign_length(text.substr(at), other) == 0) {
        ++at;
    }
    return at;
}

void add(std::vector<std::string>& words, std::string word)
{
    if (std::ranges::find(words, word) == words.end()) {
        words.push_back(std::move(word));
    }
}

/// Takes the next word off the text, without its quotation marks.
std::string_view take_word(std::string_view& rest)
{
    auto const quoted = sign_length(rest, quotation_marks);
    rest.remove_prefix(quoted);
    auto const length = quoted == 0 ? length_until(rest, blanks, quotation_marks)
                                    : length_until(rest, quotation_marks, {});
    auto const word = rest.substr(0, length);
    rest.remove_prefix(length);
    if (quoted != 0) {
        rest.remove_prefix(sign_length(rest, quotation_marks));
    }
    return word;
}

} // namespace

Words read_words(std::string_view typed)
{
    Words words;
    bool anything = false;
    while (!typed.empty()) {
        if (auto const blank = sign_length(typed, blanks); blank != 0) {
            typed.remove_prefix(blank);
            continue;
        }
        anything = true;
        auto const minus = sign_length(typed, minus_signs);
        typed.remove_prefix(minus);
        auto word = folding::folded(take_word(typed));
        if (!word.empty()) {
            add(minus == 0 ? words.wanted : words.unwanted, std::move(word));
        }
    }
    words.all_passed_over = anything && words.wanted.empty() && words.unwanted.empty();
    return words;
}

} // namespace ducha::search
