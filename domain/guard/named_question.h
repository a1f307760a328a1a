// Questions by name: the one way from named texts to an answer in JSON. Included by .cpp files
// only.
#pragma once

#include "platform/json/given.h"
#include "platform/json/schema.h"

#include "domain/guard/listing.h"
#include "domain/guard/question.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ducha::guard {

/// How many things a page of a list holds.
inline constexpr std::int64_t usual_page = 50;
inline constexpr std::int64_t longest_page = 500;

/// A part of a list, and where the next one begins.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next; ///< none: nothing follows
};

template <class Fields, class T>
void describe(Fields& fields, Page<T>& page)
{
    fields.field("items", page.items);
    fields.field("next", page.next);
}

template <class Fields>
void describe(Fields& fields, Count& count)
{
    fields.field("amount", count.amount);
    fields.field("is_all", count.is_all);
}

/// A part of a list; the first one says how many there are in all.
template <class T>
struct CountedPage {
    std::vector<T> items;
    std::optional<std::string> next; ///< none: nothing follows
    std::optional<Count> count;
};

template <class Fields, class T>
void describe(Fields& fields, CountedPage<T>& page)
{
    std::optional<std::int64_t> total;
    std::optional<bool> counted_all;
    if (page.count) {
        total = page.count->amount;
        counted_all = page.count->is_all;
    }
    fields.field("items", page.items);
    fields.field("next", page.next);
    fields.field("total", total);
    fields.field("counted_all", counted_all);
}

/// A question that needs nothing said.
struct AskForAll {};

template <class Fields>
void describe(Fields& /*fields*/, AskForAll& /*question*/)
{
}

/// A question for a part of a list.
struct AskForPage {
    std::optional<std::string> after; ///< `next` of the page before; none: the first one
    std::optional<std::int64_t> limit;
};

template <class Fields>
void describe(Fields& fields, AskForPage& question)
{
    fields.field("after", question.after);
    fields.field("limit", question.limit);
}

/// How many things were wished for, within what a page holds.
[[nodiscard]] std::int64_t page_size(std::optional<std::int64_t> wished);

/// Where a list goes on: the log and the number of the last thing that was shown. It says nothing
/// that the reader does not know, and what is behind it is asked for with the reader's own
/// permissions.
struct Cursor {
    std::int64_t log = -1;
    std::int64_t thing = -1;

    bool operator==(Cursor const&) const = default;
};

[[nodiscard]] std::string to_text(Cursor cursor);

/// refuses   `guard.bad_cursor`: what is none of ours
[[nodiscard]] Result<Cursor> cursor_of(std::optional<std::string> const& text);

/// Alike for what is not there and what may not be seen: `guard.not_found`.
[[nodiscard]] Refusal not_found();

/// What is no place in a list: `guard.bad_cursor`.
[[nodiscard]] Refusal bad_cursor(std::string_view text);

/// `answer(inquiry, question)` gives an `Answer`, or a refusal.
template <class Question, class Answer, class Function>
[[nodiscard]] Answerer answers(Function answer)
{
    return {
        .answer =
            [answer](Inquiry const& inquiry, json::Given const& given) -> Result<std::string> {
            auto const question = json::read_given<Question>(given);
            if (!question) {
                return std::unexpected{question.error()};
            }
            Result<Answer> answered = answer(inquiry, *question);
            if (!answered) {
                return std::unexpected{std::move(answered.error())};
            }
            return json::write(*answered, json::Instants::readable);
        },
        .parameters = json::fields_of<Question>,
        .schema = json::schema_of<Answer>,
    };
}

/// A question about one thing that may not be there.
/// refuses   `guard.not_found`, alike for what is not there and what may not be seen
template <class Question, class Answer, class Function>
[[nodiscard]] Answerer answers_one(Function find)
{
    return answers<Question, Answer>(
        [find](Inquiry const& inquiry, Question const& question) -> Result<Answer> {
            Result<std::optional<Answer>> found = find(inquiry, question);
            if (!found) {
                return std::unexpected{std::move(found.error())};
            }
            if (!*found) {
                return std::unexpected{not_found()};
            }
            return std::move(**found);
        }
    );
}

} // namespace ducha::guard
