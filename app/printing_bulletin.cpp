// Bulletins as text, CSV and JSON.
#include "app/printing_bulletin.h"

#include "base/money.h"

#include "platform/json/text.h"

#include "domain/bulletin/wording.h"

#include "app/printing.h"

#include <fmt/format.h>

#include <algorithm>

namespace ducha::app {
namespace {

using bulletin::Edition;
using bulletin::Sums;
using bulletin::value;

constexpr auto const& ten = bulletin::sentence_measures;
constexpr std::size_t name_width = 40;
constexpr std::size_t column_width = 15;

bulletin::Measure measure_of(Edition const& edition, std::string_view code)
{
    return *bulletin::find_measure(edition.rules, code);
}

std::string name_of(Edition const& edition, std::string_view object, bool chinese)
{
    auto const& objects = edition.inspection.objects;
    auto const found = std::ranges::find(objects, object, &inspection::InspectedObject::code);
    if (found == objects.end()) {
        return std::string{object};
    }
    return chinese ? found->name_zh : found->name_en;
}

std::string right(std::string const& text, std::size_t width)
{
    auto const filled = padded(text, width);
    return filled.substr(text.size()) + text;
}

std::string table_row(std::string const& name, Edition const& edition, Sums const& sums, bool zh)
{
    auto text = padded(name, name_width);
    for (auto const code : ten) {
        auto const unit = measure_of(edition, code).unit;
        text += right(bulletin::figure_text(unit, value(sums, code), zh), column_width);
    }
    return text + "\n";
}

std::string table(Edition const& edition, bool chinese)
{
    auto text = padded("", name_width);
    for (auto const code : ten) {
        auto const measure = measure_of(edition, code);
        auto const unit = code_row(measure.unit).zh;
        auto const english = code == "fine" ? "fine(10k yuan)" : std::string{code};
        text += right(chinese ? fmt::format("{}({})", measure.zh, unit) : english, column_width);
    }
    text += "\n";
    for (auto const& row : edition.figures.rows) {
        text += table_row(name_of(edition, row.object, chinese), edition, row.sums, chinese);
    }
    if (edition.rules.joint == inspection::JointRule::apart) {
        Sums const apart{{"transferred", value(edition.figures.total, "joint")}};
        text += table_row(chinese ? "合办" : "jointly", edition, apart, chinese);
    }
    return text + table_row(chinese ? "合计" : "total", edition, edition.figures.total, chinese);
}

/// A change of the total as `+12`.
std::string signed_text(Edition const& edition, bulletin::Change const& change, bool chinese)
{
    auto const difference = change.after - change.before;
    auto const unit = measure_of(edition, change.measure).unit;
    return (difference > 0 ? "+" : "") + bulletin::figure_with_unit(unit, difference, chinese);
}

std::string compared(Edition const& edition, bool chinese)
{
    if (!edition.last) {
        return {};
    }
    std::string text;
    for (auto const& change : bulletin::changes(edition.last->figures, edition.figures)) {
        if (change.object.empty() && std::ranges::find(ten, change.measure) != std::end(ten)) {
            auto const measure = measure_of(edition, change.measure);
            text += fmt::format(
                "{}{} {}",
                text.empty() ? "" : ", ",
                chinese ? measure.zh : measure.en,
                signed_text(edition, change, chinese)
            );
        }
    }
    return fmt::format(
        fmt::runtime(chinese ? "与第{}期（截至{}）相比：{}\n" : "since No. {} (as of {}): {}\n"),
        edition.last->number,
        bulletin::instant_text(edition.last->as_of, chinese),
        !text.empty() ? text
            : chinese ? "无变化"
                      : "nothing has changed"
    );
}

std::string rates_text(Edition const& edition, bool chinese)
{
    std::string text;
    for (auto const& rate : bulletin::rates()) {
        text += fmt::format(
            "{}{:>9} = {}\n",
            padded(chinese ? rate.zh : rate.en, 32),
            bulletin::rate_text(value(edition.figures.total, rate)),
            bulletin::formula_in_words(rate, chinese)
        );
    }
    return text;
}

std::string heading(Edition const& edition, bool chinese)
{
    auto const& inspection = edition.inspection;
    auto text = chinese ? inspection.name_zh : inspection.name_en;
    text += chinese ? "边督边改进展情况" : ": progress of rectification";
    if (edition.number) {
        text += fmt::format(fmt::runtime(chinese ? "，第{}期" : ", No. {}"), *edition.number);
    }
    if (edition.corrects) {
        text += fmt::format(
            fmt::runtime(chinese ? "（更正第{}期：{}）" : " (corrects No. {}: {})"),
            *edition.corrects,
            edition.why
        );
    }
    if (edition.known_at) {
        text += (chinese ? "，已知截至" : ", as known at ") +
            bulletin::instant_text(*edition.known_at, chinese);
    }
    if (inspection.provenance == "simulated") {
        text += chinese ? " [模拟]" : " [simulated 模拟]";
    }
    return text + "\n";
}

std::string objects_as_json(Edition const& edition)
{
    std::vector<std::string> rows;
    for (auto const& row : edition.figures.rows) {
        json::ObjectText sums;
        for (auto const& measure : bulletin::measures(edition.rules)) {
            sums.put(measure.code, std::to_string(value(row.sums, measure.code)));
        }
        json::ObjectText object;
        object.put("object", json::quoted(row.object));
        object.put("figures", sums.take());
        rows.push_back(object.take());
    }
    return json::array_text(rows);
}

std::string measures_as_json(Edition const& edition)
{
    std::vector<std::string> all;
    for (auto const& measure : bulletin::measures(edition.rules)) {
        json::ObjectText object;
        object.put("code", json::quoted(measure.code));
        object.put("zh", json::quoted(measure.zh));
        object.put("en", json::quoted(measure.en));
        object.put("unit", json::quoted(code(measure.unit)));
        object.put("formula", json::quoted(bulletin::formula(measure)));
        object.put("total", std::to_string(value(edition.figures.total, measure.code)));
        all.push_back(object.take());
    }
    return json::array_text(all);
}

std::string rates_as_json(Edition const& edition)
{
    std::vector<std::string> all;
    for (auto const& rate : bulletin::rates()) {
        auto const amount = value(edition.figures.total, rate);
        json::ObjectText object;
        object.put("code", json::quoted(rate.code));
        object.put("formula", json::quoted(bulletin::formula(rate)));
        object.put("ten_thousandths", amount ? std::to_string(*amount) : "null");
        all.push_back(object.take());
    }
    return json::array_text(all);
}

std::string rules_as_json(inspection::CountingRules const& rules)
{
    json::ObjectText object;
    object.put("types", json::quoted(code(rules.types)));
    object.put("split", json::quoted(code(rules.split)));
    object.put("joint", json::quoted(code(rules.joint)));
    object.put("repeats", json::quoted(code(rules.repeats)));
    object.put("withdrawn", json::quoted(code(rules.withdrawn)));
    return object.take();
}

std::string logs_as_json(std::vector<bulletin::LogMark> const& logs)
{
    std::vector<std::string> all;
    for (auto const& mark : logs) {
        json::ObjectText object;
        object.put("object", json::quoted(mark.object));
        object.put("log", std::to_string(mark.log.get()));
        object.put("size", std::to_string(mark.size));
        object.put("root", json::quoted(mark.root));
        all.push_back(object.take());
    }
    return json::array_text(all);
}

} // namespace

std::string print_edition(Edition const& edition, bool chinese)
{
    auto text = heading(edition, chinese);
    text +=
        bulletin::joined(
            bulletin::sentence(edition.figures, edition.as_of, edition.inspection.channels, chinese)
        ) +
        "\n\n" + table(edition, chinese) + "\n" + compared(edition, chinese) +
        rates_text(edition, chinese);
    text += chinese ? "口径：" : "counted so: ";
    std::string rules;
    for (auto const& rule : bulletin::rules_in_words(edition.rules, chinese)) {
        rules += (rules.empty() ? "" : chinese ? "；" : "; ") + rule;
    }
    text += rules;
    for (auto const& breach : bulletin::contradictions(edition.figures, edition.rules)) {
        text += fmt::format(
            "\n{}: {} ({} / {})",
            chinese ? "需核对" : "needs checking",
            chinese ? breach.law.zh : breach.law.en,
            breach.found,
            breach.expected
        );
    }
    return text;
}

std::string print_edition_as_csv(Edition const& edition)
{
    auto const all = bulletin::measures(edition.rules);
    std::string text = "object";
    for (auto const& measure : all) {
        text += fmt::format(
            ",{}{}", measure.code, measure.unit == bulletin::MeasureUnit::fen ? "_yuan" : ""
        );
    }
    auto const line = [&](std::string const& name, Sums const& sums) {
        text += "\n" + name;
        for (auto const& measure : all) {
            auto const amount = value(sums, measure.code);
            text += "," +
                (measure.unit == bulletin::MeasureUnit::fen ? yuan_text(Fen{amount})
                                                            : std::to_string(amount));
        }
    };
    for (auto const& row : edition.figures.rows) {
        line(row.object, row.sums);
    }
    line("total", edition.figures.total);
    return text;
}

std::string print_edition_as_json(Edition const& edition)
{
    auto const& channels = edition.inspection.channels;
    auto const said = [&](bool chinese) {
        return json::quoted(
            bulletin::joined(bulletin::sentence(edition.figures, edition.as_of, channels, chinese))
        );
    };
    json::ObjectText types;
    for (auto const& [type, cases] : edition.figures.types) {
        types.put(type, std::to_string(cases));
    }
    json::ObjectText object;
    object.put("inspection", json::quoted(edition.inspection.id));
    object.put("provenance", json::quoted(edition.inspection.provenance));
    object.put("as_of", json::quoted(to_text(edition.as_of)));
    object.put("known_at", edition.known_at ? json::quoted(to_text(*edition.known_at)) : "null");
    object.put("number", edition.number ? std::to_string(*edition.number) : "null");
    object.put("corrects", edition.corrects ? std::to_string(*edition.corrects) : "null");
    object.put("sentence_zh", said(true));
    object.put("sentence_en", said(false));
    object.put("objects", objects_as_json(edition));
    object.put("measures", measures_as_json(edition));
    object.put("rates", rates_as_json(edition));
    object.put("types", types.take());
    object.put("rules", rules_as_json(edition.rules));
    object.put("logs", logs_as_json(edition.logs));
    return object.take();
}

std::string print_issued(bulletin::BulletinIssued const& bulletin, Arguments const& arguments)
{
    if (arguments.json) {
        json::ObjectText object;
        object.put("number", std::to_string(bulletin.number));
        object.put("as_of", json::quoted(to_text(bulletin.as_of)));
        object.put("corrects", bulletin.corrects ? std::to_string(*bulletin.corrects) : "null");
        object.put("rules", rules_as_json(bulletin.rules));
        object.put("logs", logs_as_json(bulletin.logs));
        return object.take();
    }
    auto const corrects = bulletin.corrects
        ? fmt::format(
              fmt::runtime(arguments.chinese ? "，更正第{}期" : ", corrects No. {}"),
              *bulletin.corrects
          )
        : "";
    return fmt::format(
        fmt::runtime(arguments.chinese ? "第{}期，截至{}{}" : "No. {}, as of {}{}"),
        bulletin.number,
        bulletin::instant_text(bulletin.as_of, arguments.chinese),
        corrects
    );
}

std::string print_change(bulletin::Change const& change, Arguments const& arguments)
{
    if (arguments.json) {
        json::ObjectText object;
        object.put("object", json::quoted(change.object));
        object.put("measure", json::quoted(change.measure));
        object.put("before", std::to_string(change.before));
        object.put("after", std::to_string(change.after));
        return object.take();
    }
    auto const measure = bulletin::find_measure({}, change.measure);
    auto const name = arguments.chinese ? measure->zh : measure->en;
    auto const total = arguments.chinese ? "合计" : "total";
    auto const text = [&](std::int64_t amount) {
        return bulletin::figure_with_unit(measure->unit, amount, arguments.chinese);
    };
    return fmt::format(
        "{} {}: {} -> {}",
        change.object.empty() ? total : change.object,
        name,
        text(change.before),
        text(change.after)
    );
}

} // namespace ducha::app
