// What people and machines read.
#include "app/printing.h"

#include "base/text.h"

#include "platform/json/text.h"

#include "domain/casefile/number.h"

#include "app/progress.h"

#include <fmt/format.h>

#include <algorithm>

namespace ducha::app {
namespace {

constexpr std::string_view measures[] = {
    "received",
    "accepted",
    "not_accepted",
    "forwarded",
    "matters",
    "cases",
    "transferred",
    "issues",
    "withdrawn_after_hand_over",
};

/// One column more than its name, and wide enough for figures.
std::size_t width_of(std::string_view measure)
{
    return std::max<std::size_t>(measure.size() + 1, 13);
}

std::string
counts_as_json(std::vector<bulletin::Line> const& lines, bulletin::Question const& question)
{
    std::vector<std::string> groups;
    for (auto const& line : lines) {
        json::ObjectText sums;
        for (auto const& [measure, sum] : line.sums) {
            sums.put(measure, std::to_string(sum));
        }
        sums.put("undecided", std::to_string(line.undecided()));
        json::ObjectText group;
        group.put("group", json::quoted(line.group));
        group.put("counts", sums.take());
        groups.push_back(group.take());
    }
    json::ObjectText object;
    object.put("as_of", json::quoted(to_text(question.as_of)));
    object.put("groups", json::array_text(groups));
    return object.take();
}

} // namespace

std::string padded(std::string_view text, std::size_t width)
{
    auto const columns = columns_of(text);
    return std::string{text} + std::string(columns < width ? width - columns : 0, ' ');
}

std::string print_counts(
    std::vector<bulletin::Line> const& lines,
    bulletin::Question const& question,
    Arguments const& arguments
)
{
    if (arguments.json || arguments.format == "json") {
        return counts_as_json(lines, question);
    }
    bool const csv = arguments.format == "csv";
    std::string text = csv ? "group" : padded("", 14);
    for (auto const measure : measures) {
        text +=
            csv ? fmt::format(",{}", measure) : fmt::format("{:>{}}", measure, width_of(measure));
    }
    for (auto const& line : lines) {
        text += "\n" + (csv ? line.group : padded(line.group.empty() ? "total" : line.group, 14));
        for (auto const measure : measures) {
            text += csv ? fmt::format(",{}", line.of(measure))
                        : fmt::format("{:>{}}", line.of(measure), width_of(measure));
        }
    }
    if (!csv && question.by == bulletin::Grouping::none && !lines.empty()) {
        auto const sentence = bulletin::sentence(lines.front(), question.as_of);
        text += "\n" + sentence.zh + "\n" + sentence.en;
    }
    return text;
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

std::string print_case(
    casefile::CaseFile const& file,
    std::vector<intake::Matter> const& matters,
    Arguments const& arguments
)
{
    auto const& standing = code_row(file.standing);
    auto text = fmt::format(
        "{} {}  {}  {}",
        arguments.chinese ? "案件" : "case",
        file.id.get(),
        casefile::grouped(file.number),
        arguments.chinese ? standing.zh : standing.en
    );
    std::vector<std::string> rows;
    for (auto const& matter : matters) {
        rows.push_back(print_matter(matter, arguments));
        text += "\n  " + rows.back();
    }
    if (!arguments.json) {
        return text;
    }
    json::ObjectText object;
    object.put("case", std::to_string(file.id.get()));
    object.put("number", json::quoted(file.number));
    object.put("standing", json::quoted(standing.code));
    object.put("matters", json::array_text(rows));
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

std::string print_explanation(merge::Explanation const& explanation, bool json)
{
    if (json) {
        std::vector<std::string> features;
        for (auto const& feature : explanation.features) {
            features.push_back(fmt::format(
                R"({{"name":"{}","value":{:.4f},"weight":{:.4f}}})",
                feature.name,
                feature.value,
                feature.weight
            ));
        }
        std::vector<std::string> words;
        for (auto const& word : explanation.words) {
            words.push_back(json::quoted(word));
        }
        return fmt::format(
            R"({{"probability":{:.4f},"features":{},"words":{}}})",
            explanation.probability,
            json::array_text(features),
            json::array_text(words)
        );
    }
    auto text = fmt::format("probability / 概率 {:.3f}\n", explanation.probability);
    for (auto const& feature : explanation.features) {
        if (feature.weight != 0) {
            text += fmt::format(
                "  {:<20} {:>8.3f} {:>+8.3f}\n", feature.name, feature.value, feature.weight
            );
        }
    }
    text += "shared words / 共同词:";
    for (auto const& word : explanation.words) {
        text += " " + word;
    }
    return text;
}

} // namespace ducha::app
