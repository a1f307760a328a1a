// The answer "no": a rule says so, or the input is bad. A value, not an exception.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ducha {

/// One sentence for people in both languages of the office.
struct Sentence {
    std::string zh;
    std::string en;

    bool operator==(Sentence const&) const = default;
};

/// Why something was not done, and what would have been right.
struct Refusal {
    std::string code;     ///< stable, `room.reason`, for machines
    Sentence sentence;    ///< for people
    std::string where;    ///< file, line, column or field; may be empty
    std::string found;    ///< as given; may be empty
    std::string expected; ///< may be empty

    bool operator==(Refusal const&) const = default;
};

template <class T>
using Result = std::expected<T, Refusal>;

/// A row of a module's table of refusals: its enum, its code, its sentences.
template <class Reason>
struct RefusalRow {
    Reason reason;
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

/// Looks a reason up in the module's table. The table must have a row for every enumerator.
template <class Reason, std::size_t n>
[[nodiscard]] std::unexpected<Refusal> refuse(
    RefusalRow<Reason> const (&table)[n],
    Reason reason,
    std::string found = {},
    std::string expected = {},
    std::string where = {}
)
{
    for (auto const& row : table) {
        if (row.reason == reason) {
            return std::unexpected{Refusal{
                .code = std::string{row.code},
                .sentence = {std::string{row.zh}, std::string{row.en}},
                .where = std::move(where),
                .found = std::move(found),
                .expected = std::move(expected),
            }};
        }
    }
    return std::unexpected{
        Refusal{.code = "unnamed", .sentence = {"未说明的原因", "unnamed reason"}}
    };
}

/// One line for a person: `where: sentence (found ..., expected ...)`.
[[nodiscard]] std::string to_line(Refusal const& refusal, bool chinese = false);

} // namespace ducha
