// What people and machines read of batches and proposals.
#include "platform/json/text.h"
#include "platform/tabular/tabular.h"

#include "domain/casefile/number.h"

#include "app/printing.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

std::string types_of(casefile::CaseFile const& file, bool chinese)
{
    std::string text;
    for (auto const type : file.types) {
        text += (text.empty() ? "" : ";") +
            std::string{chinese ? code_row(type).zh : code_row(type).code};
    }
    return text;
}

std::string number_of(casefile::CaseFile const& file)
{
    return file.number + (file.watched ? "*" : "");
}

std::string due_of(casefile::CaseFile const& file)
{
    return file.due ? to_text(*file.due) : std::string{};
}

std::string batch_as_json(transfer::Batch const& batch)
{
    std::vector<std::string> cases;
    for (auto const& file : batch.cases) {
        json::ObjectText row;
        row.put("number", json::quoted(number_of(file)));
        row.put("types", json::quoted(types_of(file, false)));
        row.put("standing", json::quoted(code(file.standing)));
        row.put("due", file.due ? json::quoted(due_of(file)) : "null");
        row.put("urgent", batch.is_urgent(file.id) ? "true" : "false");
        cases.push_back(row.take());
    }
    std::vector<std::string> supplements;
    for (auto const& supplement : batch.supplements) {
        json::ObjectText row;
        row.put("report", json::quoted(supplement.report));
        row.put("number", json::quoted(number_of(supplement.of)));
        row.put("standing", json::quoted(code(supplement.of.standing)));
        supplements.push_back(row.take());
    }
    json::ObjectText object;
    object.put("day", json::quoted(to_text(batch.day)));
    object.put("batch", std::to_string(batch.number));
    object.put("state", json::quoted(code(batch.state)));
    object.put("cases", json::array_text(cases));
    object.put("supplements", json::array_text(supplements));
    return object.take();
}

std::string
csv_line(Day day, casefile::CaseFile const& file, std::string_view kind, std::string_view report)
{
    return fmt::format(
        "\n{},{},{},{},{},{},{}",
        to_text(day),
        tabular::quoted_cell(number_of(file)),
        types_of(file, false),
        code(file.standing),
        due_of(file),
        kind,
        tabular::quoted_cell(report)
    );
}

std::string batch_as_csv(transfer::Batch const& batch)
{
    std::string text = "day,number,types,standing,due,kind,report";
    for (auto const& file : batch.cases) {
        text += csv_line(batch.day, file, batch.is_urgent(file.id) ? "urgent" : "case", "");
    }
    for (auto const& supplement : batch.supplements) {
        text += csv_line(batch.day, supplement.of, "supplement", supplement.report);
    }
    return text;
}

std::string batch_as_text(transfer::Batch const& batch)
{
    auto text = fmt::format(
        "第{}批 {}  {}  {} 件, 补充 {} 件 / batch {}, {}",
        batch.number,
        to_text(batch.day),
        code_row(batch.state).zh,
        batch.cases.size(),
        batch.supplements.size(),
        batch.number,
        code_row(batch.state).en
    );
    for (auto const& file : batch.cases) {
        text += fmt::format(
            "\n  {}  {}  {}  {}{}",
            padded(casefile::grouped(number_of(file)), 22),
            padded(types_of(file, true), 12),
            padded(code_row(file.standing).zh, 10),
            file.due ? "答复期限 " + due_of(file) : "",
            batch.is_urgent(file.id) ? "  紧急 urgent" : ""
        );
    }
    for (auto const& supplement : batch.supplements) {
        text += fmt::format(
            "\n  {}  补充 supplement  {}",
            padded(casefile::grouped(number_of(supplement.of)), 22),
            supplement.report
        );
    }
    return text;
}

} // namespace

std::string
print_batch(std::optional<transfer::Batch> const& batch, Day day, std::string_view format)
{
    if (!batch) {
        return format == "json" ? "null"
                                : fmt::format("{}: no batch / 没有该日的批次", to_text(day));
    }
    return format == "json" ? batch_as_json(*batch)
        : format == "csv"   ? batch_as_csv(*batch)
                            : batch_as_text(*batch);
}

} // namespace ducha::app
