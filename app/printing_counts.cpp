// What people and machines read of the counts.
#include "base/money.h"

#include "platform/json/text.h"

#include "app/printing.h"
#include "app/progress.h"

#include <fmt/format.h>

#include <algorithm>

namespace ducha::app {
namespace {

/// A column of the tables.
struct Measure {
    std::string_view name;
    std::string_view zh;
};

constexpr std::string_view fine_yuan = "fine_yuan";

constexpr Measure of_reports[] = {
    {"received", "收到"},
    {"accepted", "受理"},
    {"not_accepted", "不予受理"},
    {"forwarded", "转送"},
    {"matters", "反映问题"},
    {"cases", "交办件"},
    {"transferred", "转办"},
    {"issues", "涉及问题"},
    {"withdrawn_after_hand_over", "转办后撤回"},
    {"joint", "合办件"},
    {"joint_partners", "合办对象"},
};

constexpr Measure of_results[] = {
    {"results", "有办理结果"},
    {"closed", "已办结"},
    {"phased", "阶段性办结"},
    {"in_progress", "正在办理"},
    {"true", "属实"},
    {"basically_true", "基本属实"},
    {"partly_true", "部分属实"},
    {"untrue", "不属实"},
    {"immediate", "立行立改"},
    {"by_deadline", "限期整改"},
    {"long_term", "长期坚持"},
};

constexpr Measure of_what_was_done[] = {
    {"ordered", "责令整改（家）"},
    {"penalised", "立案处罚（家）"},
    {fine_yuan, "罚款（元）"},
    {"seized", "查封扣押（件）"},
    {"criminal", "立案侦查（件）"},
    {"detained_admin", "行政拘留（人）"},
    {"detained_criminal", "刑事拘留（人）"},
    {"interviewed", "约谈（人）"},
    {"accountable", "问责（人）"},
};

/// The measures in the order of the bulletins. As text each part is a table of its own, as wide
/// as a terminal may be.
constexpr std::span<Measure const> parts[] = {of_reports, of_results, of_what_was_done};

std::string figure(bulletin::Line const& line, Measure const& measure)
{
    return measure.name == fine_yuan ? yuan_text(Fen{line.of("fine_fen")})
                                     : std::to_string(line.of(measure.name));
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

std::string counts_as_csv(std::vector<bulletin::Line> const& lines)
{
    std::string text = "group";
    for (auto const part : parts) {
        for (auto const& measure : part) {
            text += "," + std::string{measure.name};
        }
    }
    for (auto const& line : lines) {
        text += "\n" + line.group;
        for (auto const part : parts) {
            for (auto const& measure : part) {
                text += "," + figure(line, measure);
            }
        }
    }
    return text;
}

/// The text at the right end of `width` columns; a Chinese character takes two.
std::string to_the_right(std::string_view text, std::size_t width)
{
    auto const columns = columns_of(text);
    return std::string(columns < width ? width - columns : 0, ' ') + std::string{text};
}

std::string
part_as_text(std::vector<bulletin::Line> const& lines, std::span<Measure const> part, bool chinese)
{
    auto const name = [&](Measure const& measure) { return chinese ? measure.zh : measure.name; };
    // One column more than its name, and wide enough for figures.
    auto const width = [&](Measure const& measure) {
        return std::max<std::size_t>(columns_of(name(measure)) + 1, 13);
    };
    auto text = padded("", 14);
    for (auto const& measure : part) {
        text += to_the_right(name(measure), width(measure));
    }
    std::string_view const total = chinese ? "合计" : "total";
    for (auto const& line : lines) {
        text += "\n" + padded(line.group.empty() ? total : line.group, 14);
        for (auto const& measure : part) {
            text += to_the_right(figure(line, measure), width(measure));
        }
    }
    return text;
}

} // namespace

std::string print_counts(
    std::vector<bulletin::Line> const& lines,
    bulletin::Question const& question,
    Arguments const& arguments
)
{
    if (arguments.json || arguments.format == "json") {
        return counts_as_json(lines, question);
    }
    if (arguments.format == "csv") {
        return counts_as_csv(lines);
    }
    auto text = part_as_text(lines, of_reports, arguments.chinese);
    bool const any_results =
        std::ranges::any_of(lines, [](auto const& line) { return line.of("results") != 0; });
    if (any_results) {
        text += "\n\n" + part_as_text(lines, of_results, arguments.chinese);
        text += "\n\n" + part_as_text(lines, of_what_was_done, arguments.chinese);
    }
    return text;
}

} // namespace ducha::app
