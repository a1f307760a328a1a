// What is kept of a text to be searched.
#include "domain/search/words.h"

#include "base/text.h"

#include "engines/folding/folded.h"

#include <algorithm>

namespace ducha::search {
namespace {

constexpr char32_t every_text = 0xE000;
constexpr char32_t first_channel = 0xE001;
constexpr char32_t first_type = 0xE010;
constexpr char32_t first_block = 0xE400;
constexpr std::int32_t days_a_block_log2 = 5;
constexpr std::int32_t blocks = 1024;
constexpr std::int32_t most_blocks_asked = 64;

std::string spelled(char32_t mark)
{
    std::string text;
    append_utf8(text, mark);
    return text;
}

std::int32_t block_of(Day day)
{
    return day.number >> days_a_block_log2;
}

std::string mark_of_block(std::int32_t block)
{
    return spelled(first_block + static_cast<char32_t>(block & (blocks - 1)));
}

} // namespace

std::string_view Texts::in(Field field) const
{
    switch (field) {
    case Field::title:
        return title;
    case Field::text:
        return text;
    case Field::place:
        return place;
    case Field::enterprise:
        break;
    }
    return enterprise;
}

std::string every_text_mark()
{
    return spelled(every_text);
}

std::string mark_of(Channel channel)
{
    return spelled(first_channel + static_cast<char32_t>(channel));
}

std::string mark_of(intake::Type type)
{
    return spelled(first_type + static_cast<char32_t>(type));
}

std::vector<std::string> marks_of(Day from, Day to)
{
    std::vector<std::string> marks;
    auto const last = std::int64_t{block_of(to)};
    if (last - block_of(from) < most_blocks_asked) {
        for (auto block = block_of(from); block <= last; ++block) {
            marks.push_back(mark_of_block(block));
        }
    }
    return marks;
}

std::string searched_words(Texts const& texts, Traits const& traits)
{
    std::string words;
    bool anything = false;
    for (auto const& row : Codes<Field>::table) {
        auto const folded = folding::folded(texts.in(row.value));
        anything = anything || !folded.empty();
        words += '\n';
        words += folded;
    }
    if (!anything) {
        return {};
    }
    auto marks = every_text_mark() + mark_of(traits.channel) + mark_of_block(block_of(traits.day));
    for (auto const type : traits.types) {
        marks += mark_of(type);
    }
    return marks + words;
}

bool holds(std::string_view searched, Words const& words)
{
    return std::ranges::all_of(
               words.wanted, [&](std::string const& word) { return searched.contains(word); }
           ) &&
        std::ranges::none_of(words.unwanted, [&](std::string const& word) {
               return searched.contains(word);
           });
}

} // namespace ducha::search
