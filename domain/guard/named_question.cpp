// Questions by name: the parts that are no templates.
#include "domain/guard/named_question.h"

#include "base/text.h"

#include <algorithm>

namespace ducha::guard {
namespace {

enum class QuestionRefusal { bad_cursor, not_found };

constexpr RefusalRow<QuestionRefusal> refusals[] = {
    {QuestionRefusal::bad_cursor,
     "guard.bad_cursor",
     "翻页位置无效，请从头翻起",
     "this is no place in the list: begin at its first page"},
    {QuestionRefusal::not_found,
     "guard.not_found",
     "没有该内容，或无权查看",
     "it is not there, or you may not see it"},
};

} // namespace

std::int64_t page_size(std::optional<std::int64_t> wished)
{
    return std::clamp(wished.value_or(usual_page), std::int64_t{1}, longest_page);
}

std::string to_text(Cursor cursor)
{
    return std::to_string(cursor.log) + "." + std::to_string(cursor.thing);
}

Result<Cursor> cursor_of(std::optional<std::string> const& text)
{
    if (!text) {
        return Cursor{};
    }
    auto const dot = text->find('.');
    if (dot == std::string::npos) {
        return std::unexpected{bad_cursor(*text)};
    }
    auto const log = parse_integer(std::string_view{*text}.substr(0, dot));
    auto const thing = parse_integer(std::string_view{*text}.substr(dot + 1));
    if (!log || !thing || *log < 0 || *thing < 0) {
        return std::unexpected{bad_cursor(*text)};
    }
    return Cursor{*log, *thing};
}

Refusal bad_cursor(std::string_view text)
{
    return refuse(
               refusals,
               QuestionRefusal::bad_cursor,
               std::string{text},
               "what `next` of the page before says",
               "after"
    )
        .error();
}

Refusal not_found()
{
    return refuse(refusals, QuestionRefusal::not_found).error();
}

} // namespace ducha::guard
