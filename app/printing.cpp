// What people and machines read.
#include "app/printing.h"

#include "base/text.h"

#include "platform/json/text.h"

#include "domain/casefile/number.h"

#include "app/progress.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

std::string result_as_text(handling::ResultView::There const& result, bool chinese)
{
    auto const& outcome = result.outcome;
    auto const word = [&](auto const& row) { return chinese ? row.zh : row.en; };
    auto text = fmt::format(
        "{} {}  {}",
        chinese ? "办理结果" : "result",
        to_text(result.occurred),
        word(code_row(outcome.status))
    );
    if (outcome.truth) {
        text += fmt::format("  {}", word(code_row(*outcome.truth)));
    }
    if (outcome.rectification) {
        text += fmt::format("  {}", word(code_row(*outcome.rectification)));
    }
    for (auto const& row : handling::numbers) {
        if (auto const number = outcome.*row.number; number != 0) {
            text += chinese ? fmt::format("  {} {} {}", row.zh, number, row.unit_zh)
                            : fmt::format("  {} {}", number, row.en);
        }
    }
    if (outcome.fine != Fen{}) {
        auto const amount = yuan_text(outcome.fine);
        text +=
            chinese ? fmt::format("  罚款 {} 元", amount) : fmt::format("  fine {} yuan", amount);
    }
    return text;
}

std::string result_as_json(handling::ResultView::There const& result)
{
    auto const& outcome = result.outcome;
    auto const cell = [](auto const& value) {
        return value ? json::quoted(code(*value)) : std::string{"null"};
    };
    json::ObjectText object;
    object.put("occurred", json::quoted(to_text(result.occurred)));
    object.put("status", json::quoted(code(outcome.status)));
    object.put("truth", cell(outcome.truth));
    object.put("class", cell(outcome.rectification));
    object.put("fine_fen", std::to_string(outcome.fine.get()));
    for (auto const& row : handling::numbers) {
        object.put(row.name, std::to_string(outcome.*row.number));
    }
    return object.take();
}

} // namespace

std::string padded(std::string_view text, std::size_t width)
{
    auto const columns = columns_of(text);
    return std::string{text} + std::string(columns < width ? width - columns : 0, ' ');
}

std::string print_check(bulletin::Check const& check, Arguments const& arguments)
{
    auto const& verdict = code_row(check.verdict);
    auto const& rule = arguments.chinese ? check.rule.zh : check.rule.en;
    if (!arguments.json) {
        auto text = fmt::format(
            "{} {}: {}  {}",
            check.line,
            check.row,
            check.formula,
            arguments.chinese ? verdict.zh : verdict.en
        );
        if (check.verdict == bulletin::Verdict::does_not_hold) {
            text += fmt::format(
                " ({} / {}{})",
                check.found,
                check.expected,
                check.difference.empty() ? "" : ", " + check.difference
            );
        }
        return text + (rule.empty() ? "" : "; " + rule);
    }
    json::ObjectText object;
    object.put("row", json::quoted(check.row));
    object.put("line", std::to_string(check.line));
    object.put("formula", json::quoted(check.formula));
    object.put("verdict", json::quoted(verdict.code));
    object.put("found", json::quoted(check.found));
    object.put("expected", json::quoted(check.expected));
    object.put("difference", json::quoted(check.difference));
    object.put("rule_zh", json::quoted(check.rule.zh));
    object.put("rule_en", json::quoted(check.rule.en));
    return object.take();
}

std::string print_matter(intake::Matter const& matter, Arguments const& arguments)
{
    auto const& state = code_row(matter.state);
    if (!arguments.json) {
        return fmt::format(
            "{}  {}  {}  {} {}",
            matter.of.matter.get(),
            to_text(matter.of.reception_day),
            arguments.chinese ? state.zh : state.en,
            matter.title,
            first_code_points(matter.text, 60)
        );
    }
    json::ObjectText row;
    row.put("matter", std::to_string(matter.of.matter.get()));
    row.put("reception_day", json::quoted(to_text(matter.of.reception_day)));
    row.put("state", json::quoted(state.code));
    row.put("title", json::quoted(matter.title));
    row.put("text", json::quoted(matter.text));
    return row.take();
}

std::string print_case(CasePage const& page, Arguments const& arguments)
{
    auto const& [file, matters, result, partners] = page;
    auto const& standing = code_row(file.standing);
    auto text = fmt::format(
        "{} {}  {}  {}",
        arguments.chinese ? "案件" : "case",
        file.id.get(),
        casefile::grouped(file.number),
        arguments.chinese ? standing.zh : standing.en
    );
    std::vector<std::string> objects;
    for (auto const& object : partners) {
        text +=
            (objects.empty() ? (arguments.chinese ? "  合办 " : "  jointly with ") : " ") + object;
        objects.push_back(json::quoted(object));
    }
    std::vector<std::string> rows;
    for (auto const& matter : matters) {
        rows.push_back(print_matter(matter, arguments));
        text += "\n  " + rows.back();
    }
    if (result) {
        text += "\n  " + result_as_text(*result, arguments.chinese);
    }
    if (!arguments.json) {
        return text;
    }
    json::ObjectText object;
    object.put("case", std::to_string(file.id.get()));
    object.put("number", json::quoted(file.number));
    object.put("standing", json::quoted(standing.code));
    object.put("matters", json::array_text(rows));
    object.put("jointly_with", json::array_text(objects));
    object.put("result", result ? result_as_json(*result) : "null");
    return object.take();
}

std::string print_inspection(inspection::Inspection const& inspection, bool json)
{
    auto text = fmt::format("{}  {}  {}", inspection.id, inspection.name_zh, inspection.provenance);
    std::vector<std::string> rows;
    for (auto const& object : inspection.objects) {
        text += fmt::format(
            "\n  {}log {}  {} .. {}  {}",
            padded(object.code, 7),
            object.log.get(),
            to_text(object.first_day),
            to_text(object.last_day),
            object.name_zh
        );
        json::ObjectText row;
        row.put("code", json::quoted(object.code));
        row.put("log", std::to_string(object.log.get()));
        row.put("first_day", json::quoted(to_text(object.first_day)));
        row.put("last_day", json::quoted(to_text(object.last_day)));
        row.put("name_zh", json::quoted(object.name_zh));
        rows.push_back(row.take());
    }
    if (!json) {
        return text;
    }
    json::ObjectText object;
    object.put("inspection", json::quoted(inspection.id));
    object.put("name_zh", json::quoted(inspection.name_zh));
    object.put("name_en", json::quoted(inspection.name_en));
    object.put("provenance", json::quoted(inspection.provenance));
    object.put("objects", json::array_text(rows));
    return object.take();
}

} // namespace ducha::app
