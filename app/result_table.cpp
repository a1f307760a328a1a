// Results as a table.
#include "app/result_table.h"

namespace ducha::app {
namespace {

std::vector<std::string> columns()
{
    std::vector<std::string> all{"case_number", "time", "status", "truth", "class", "fine_yuan"};
    for (auto const& row : handling::numbers) {
        all.emplace_back(row.name);
    }
    return all;
}

template <Coded Enum>
std::string code_or_nothing(std::optional<Enum> const& value)
{
    return value ? std::string{code(*value)} : "";
}

} // namespace

ResultTable::ResultTable(std::filesystem::path const& file) : writer_{file, columns()} {}

void ResultTable::write(handling::CaseResult const& result)
{
    auto const& outcome = result.outcome;
    std::vector<std::string> fields{
        result.case_number,
        to_text(result.occurred),
        std::string{code(outcome.status)},
        code_or_nothing(outcome.truth),
        code_or_nothing(outcome.rectification),
        yuan_text(outcome.fine),
    };
    for (auto const& row : handling::numbers) {
        fields.push_back(std::to_string(outcome.*row.number));
    }
    writer_.write(fields);
}

void ResultTable::commit()
{
    writer_.commit();
}

} // namespace ducha::app
