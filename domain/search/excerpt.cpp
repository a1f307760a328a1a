// What is shown of a hit: a piece of its working text, with the words marked.
#include "base/text.h"

#include "engines/folding/folded.h"

#include "domain/search/words.h"

#include <algorithm>

namespace ducha::search {
namespace {

constexpr std::size_t before_the_mark = 20; ///< code points
constexpr std::size_t longest_excerpt = 120;
constexpr std::size_t most_marks = 100; ///< of one field

/// Adds every place of a word, back in the bytes of the text that was folded.
void add_marks(folding::Folded const& folded, std::string_view word, std::vector<Span>& marks)
{
    auto at = folded.text.find(word);
    while (at != std::string::npos && marks.size() < most_marks) {
        std::size_t const from = folded.from[at];
        marks.push_back({from, folded.to[at + word.size() - 1] - from});
        at = folded.text.find(word, at + word.size());
    }
}

/// Ascending; what overlaps or touches is one.
std::vector<Span> apart(std::vector<Span> marks)
{
    std::ranges::sort(marks, {}, &Span::offset);
    std::vector<Span> result;
    for (auto const& mark : marks) {
        if (result.empty() || mark.offset > result.back().offset + result.back().length) {
            result.push_back(mark);
            continue;
        }
        auto& last = result.back();
        last.length = std::max(last.length, mark.offset + mark.length - last.offset);
    }
    return result;
}

/// Where a piece begins that shows some of what stands before the first mark.
std::size_t beginning_of(std::string_view text, std::vector<Span> const& marks)
{
    if (marks.empty()) {
        return 0;
    }
    auto const before = text.substr(0, marks.front().offset);
    auto const length = length_in_code_points(before);
    return length <= before_the_mark ? 0
                                     : first_code_points(before, length - before_the_mark).size();
}

struct FieldMarks {
    Field field = Field::title;
    std::size_t words = 0; ///< how many different ones it holds
    std::vector<Span> marks;
};

FieldMarks marks_in(Field field, std::string_view text, std::vector<std::string> const& words)
{
    FieldMarks result{.field = field, .words = 0, .marks = {}};
    auto const folded = folding::folded_with_offsets(text);
    for (auto const& word : words) {
        auto const before = result.marks.size();
        add_marks(folded, word, result.marks);
        result.words += result.marks.size() > before ? 1 : 0;
    }
    result.marks = apart(std::move(result.marks));
    return result;
}

} // namespace

Excerpt excerpt_of(intake::Matter const& matter, Question const& question)
{
    auto const words = read_words(question.words).wanted;
    auto const texts = Texts::of(matter);
    // Where no field holds a word, and none was asked for, the text tells more than the title.
    FieldMarks best{.field = matter.text.empty() ? Field::title : Field::text};
    for (auto const& row : Codes<Field>::table) {
        auto marks = marks_in(row.value, texts.in(row.value), words);
        if (marks.words > best.words) {
            best = std::move(marks);
        }
    }
    auto const text = texts.in(best.field);
    auto const begin = beginning_of(text, best.marks);
    auto const piece = first_code_points(text.substr(begin), longest_excerpt);
    return {
        .field = best.field,
        .text = std::string{piece},
        .offset = begin,
        .ends_early = begin + piece.size() < text.size(),
        .marks = std::move(best.marks),
    };
}

} // namespace ducha::search
