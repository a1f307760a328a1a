// The rows of a table as results of cases.
#include "app/result_rows.h"

#include "base/text.h"

#include "app/code_words.h"
#include "app/import_refusals.h"

#include <algorithm>

namespace ducha::app {
namespace {

std::vector<std::string> known_columns()
{
    std::vector<std::string> known{"case_number", "status", "time", "truth", "class", "fine_yuan"};
    for (auto const& row : handling::numbers) {
        known.emplace_back(row.name);
    }
    known.insert(known.end(), {"line", "reason"});
    return known;
}

/// What the cell says, as a code or a word; nothing where it is empty.
template <Coded Enum>
Result<std::optional<Enum>> word_in(tabular::Row const& row, std::string_view column)
{
    auto const cell = trimmed(row.text(column));
    if (cell.empty()) {
        return std::nullopt;
    }
    if (auto const known = from_code_or_word<Enum>(cell)) {
        return known;
    }
    return refuse(
        import_refusals,
        ImportRefusal::bad_word,
        std::string{cell},
        "one of " + all_codes<Enum>(),
        std::string{column}
    );
}

Result<Instant> time_in(tabular::Row const& row, Instant now)
{
    auto const cell = trimmed(row.text("time"));
    auto const time = cell.empty() ? std::optional{now} : parse_instant(cell);
    if (!time) {
        return bad_time(cell);
    }
    return *time;
}

Result<Fen> fine_in(tabular::Row const& row)
{
    auto const cell = trimmed(row.text("fine_yuan"));
    auto const fine = cell.empty() ? std::optional{Fen{}} : parse_yuan(cell);
    if (!fine) {
        return refuse(
            import_refusals,
            ImportRefusal::bad_amount,
            std::string{cell},
            "yuan with at most two places, such as 5000.05",
            "fine_yuan"
        );
    }
    return *fine;
}

std::optional<Refusal> read_numbers(tabular::Row const& row, handling::Outcome& outcome)
{
    for (auto const& [name, number, zh, unit, en] : handling::numbers) {
        auto const cell = trimmed(row.text(name));
        auto const value = cell.empty() ? std::optional<std::int64_t>{0} : parse_integer(cell);
        if (!value) {
            return refuse(
                       import_refusals,
                       ImportRefusal::bad_number,
                       std::string{cell},
                       "0 to " + std::to_string(handling::most_of_a_number),
                       std::string{name}
            )
                .error();
        }
        outcome.*number = *value;
    }
    return std::nullopt;
}

} // namespace

Result<tabular::Reader> open_results(std::filesystem::path const& file)
{
    auto reader = tabular::Reader::open(file, {.required = {"case_number", "status"}});
    if (!reader) {
        return reader;
    }
    auto const known = known_columns();
    for (auto const& column : reader->columns()) {
        if (std::ranges::find(known, column) != known.end()) {
            continue;
        }
        std::string all;
        for (auto const& name : known) {
            all += (all.empty() ? "one of " : ", ") + name;
        }
        auto const nearest = nearest_of(column, known);
        return refuse(
            import_refusals,
            ImportRefusal::unknown_column,
            column,
            nearest.empty() ? all : nearest,
            file.string() + ":1"
        );
    }
    return reader;
}

Result<handling::CaseResult> result_in(tabular::Row const& row, Instant now)
{
    auto const time = time_in(row, now);
    auto const status = word_in<handling::Status>(row, "status");
    auto const truth = word_in<handling::Truth>(row, "truth");
    auto const rectification = word_in<handling::RectificationClass>(row, "class");
    auto const fine = fine_in(row);
    for (auto const* const problem :
         {time ? nullptr : &time.error(),
          status ? nullptr : &status.error(),
          truth ? nullptr : &truth.error(),
          rectification ? nullptr : &rectification.error(),
          fine ? nullptr : &fine.error()}) {
        if (problem != nullptr) {
            return std::unexpected{*problem};
        }
    }
    if (!*status) {
        return refuse(
            import_refusals,
            ImportRefusal::bad_word,
            {},
            "one of " + all_codes<handling::Status>(),
            "status"
        );
    }
    handling::CaseResult result{
        .case_number = std::string{trimmed(row.text("case_number"))},
        .occurred = *time,
        .outcome =
            {.status = **status, .truth = *truth, .rectification = *rectification, .fine = *fine},
    };
    if (auto problem = read_numbers(row, result.outcome)) {
        return std::unexpected{std::move(*problem)};
    }
    return result;
}

} // namespace ducha::app
