// A bulletin as a page.
#include "domain/bulletin/page.h"

#include "base/text.h"

#include "domain/bulletin/page_style.h"
#include "domain/bulletin/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace ducha::bulletin {
namespace {

/// The table by object; the other measures stand in the list of formulas.
constexpr auto const& columns = sentence_measures;

/// Small multiples: one an object would be too many, one a measure tells objects apart.
constexpr std::string_view charted[] = {"received", "transferred", "closed", "penalised"};

std::string escaped(std::string_view text)
{
    std::string safe;
    for (char const c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            safe += c;
        }
    }
    return safe;
}

/// Writes the parts of one page in one language.
class Page {
public:
    Page(Edition const& edition, bool chinese)
        : edition_{edition}, chinese_{chinese}, measures_{measures(edition.rules)}
    {
    }

    std::string write()
    {
        return fmt::format(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>{}</title>\n<style>{}</style>\n</head>\n<body><main>\n{}{}{}{}{}{}{}{}</main>"
            "</body>\n</html>\n",
            chinese_ ? "zh-CN" : "en",
            escaped(title()),
            page_style,
            head(),
            sentence_part(),
            compared(),
            table(),
            bars(),
            rates_part(),
            formulas(),
            foot()
        );
    }

private:
    [[nodiscard]] std::string_view in(std::string_view zh, std::string_view en) const
    {
        return chinese_ ? zh : en;
    }

    [[nodiscard]] std::string title() const
    {
        auto const when = instant_text(edition_.as_of, chinese_);
        return chinese_ ? "边督边改进展情况 · 截至" + when
                        : "Progress of rectification, as of " + when;
    }

    [[nodiscard]] std::string object_name(std::string_view code) const
    {
        auto const& objects = edition_.inspection.objects;
        auto const found = std::ranges::find(objects, code, &inspection::InspectedObject::code);
        if (found == objects.end()) {
            return escaped(code);
        }
        return escaped(chinese_ ? found->name_zh : found->name_en);
    }

    [[nodiscard]] Measure const& measure(std::string_view code) const
    {
        return *std::ranges::find(measures_, code, &Measure::code);
    }
    [[nodiscard]] std::string name_of(Measure const& measure) const
    {
        return std::string{chinese_ ? measure.zh : measure.en};
    }
    [[nodiscard]] std::string unit_of(Measure const& measure) const
    {
        auto const& unit = code_row(measure.unit);
        return std::string{chinese_ ? unit.zh : unit.en};
    }
    [[nodiscard]] std::string figure(std::string_view code, Sums const& sums) const
    {
        return figure_text(measure(code).unit, value(sums, code), chinese_);
    }

    [[nodiscard]] std::string head() const
    {
        auto const& inspection = edition_.inspection;
        std::string marks;
        if (inspection.provenance == "simulated") {
            marks += fmt::format("<span class=\"note\">{}</span>", in("模拟", "simulated 模拟"));
        }
        if (edition_.number) {
            marks += fmt::format(
                "<span>{} {}{}</span>", in("第", "No."), *edition_.number, in("期", "")
            );
        }
        if (edition_.known_at) {
            auto const when = instant_text(*edition_.known_at, chinese_);
            marks += fmt::format("<span>{} {}</span>", in("已知截至", "as known at"), when);
        }
        if (edition_.corrects) {
            marks += fmt::format(
                "<span class=\"over\">{}{}{}: {}</span>",
                in("更正第", "corrects No. "),
                *edition_.corrects,
                in("期", ""),
                escaped(edition_.why)
            );
        }
        return fmt::format(
            "<header><h1>{}</h1><span class=\"muted\">{} · {}</span>{}</header>\n",
            in("边督边改进展情况", "Progress of rectification"),
            escaped(chinese_ ? inspection.name_zh : inspection.name_en),
            instant_text(edition_.as_of, chinese_),
            marks
        );
    }

    [[nodiscard]] std::string sentence_part() const
    {
        std::string text;
        auto const pieces =
            sentence(edition_.figures, edition_.as_of, edition_.inspection.channels, chinese_);
        for (auto const& piece : pieces) {
            text += piece.measure.empty() ? escaped(piece.text)
                                          : fmt::format(
                                                "<a href=\"#{0}\" title=\"{1}\">{2}</a>",
                                                piece.measure,
                                                escaped(formula(measure(piece.measure))),
                                                piece.text
                                            );
        }
        return "<p class=\"sentence\">" + text + "</p>\n";
    }

    /// What changed since the bulletin before, of the total.
    [[nodiscard]] std::string compared() const
    {
        if (!edition_.last) {
            return {};
        }
        std::string text;
        for (auto const& change : changes(edition_.last->figures, edition_.figures)) {
            auto const is_listed = std::ranges::find(columns, change.measure) != std::end(columns);
            if (!change.object.empty() || !is_listed) {
                continue;
            }
            auto const difference = change.after - change.before;
            auto const& counted = measure(change.measure);
            text += fmt::format(
                "{}{} {}{}",
                text.empty() ? "" : in("，", ", "),
                name_of(counted),
                difference > 0 ? "+" : "",
                figure_with_unit(counted.unit, difference, chinese_)
            );
        }
        return fmt::format(
            "<p class=\"muted\">{}{}{} ({}): {}</p>\n",
            in("与第", "Since No. "),
            edition_.last->number,
            in("期相比", ""),
            instant_text(edition_.last->as_of, chinese_),
            text.empty() ? in("无变化", "nothing has changed") : text
        );
    }

    [[nodiscard]] std::string cells(Sums const& sums) const
    {
        std::string text;
        for (auto const column : columns) {
            text += "<td>" + figure(column, sums) + "</td>";
        }
        return text;
    }

    [[nodiscard]] std::string table() const
    {
        std::string head;
        for (auto const column : columns) {
            auto const unit = unit_of(measure(column));
            head += fmt::format(
                "<th scope=\"col\">{}{}</th>",
                name_of(measure(column)),
                unit.empty() ? "" : fmt::format("{}{}{}", in("（", " ("), unit, in("）", ")"))
            );
        }
        std::string body;
        for (auto const& row : edition_.figures.rows) {
            body +=
                fmt::format("<tr><td>{}</td>{}</tr>\n", object_name(row.object), cells(row.sums));
        }
        if (edition_.rules.joint == inspection::JointRule::apart) {
            Sums const apart{{"transferred", value(edition_.figures.total, "joint")}};
            body += fmt::format("<tr><td>{}</td>{}</tr>\n", in("合办", "jointly"), cells(apart));
        }
        return fmt::format(
            "<h2>{}</h2>\n<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">"
            "{}</th>{}</tr></thead>\n<tbody>{}</tbody>\n<tfoot><tr><td>{}</td>{}</tr></tfoot>"
            "</table></div>\n",
            in("按督察对象", "By inspected object"),
            in("对象", "object"),
            head,
            body,
            in("合计", "total"),
            cells(edition_.figures.total)
        );
    }

    /// One list of bars, each as long as its share of the longest.
    [[nodiscard]] std::string chart(
        std::string const& name, std::vector<std::pair<std::string, std::int64_t>> const& values
    ) const
    {
        std::int64_t most = 1;
        for (auto const& [label, amount] : values) {
            most = std::max(most, amount);
        }
        std::string items;
        for (auto const& [label, amount] : values) {
            items += fmt::format(
                "<li><span title=\"{0}\">{0}</span><i style=\"width:{1:.1f}%\"></i><b>{2}</b></li>",
                label,
                100.0 * static_cast<double>(std::max<std::int64_t>(amount, 0)) /
                    static_cast<double>(most),
                figure_text(MeasureUnit::pieces, amount, chinese_)
            );
        }
        return fmt::format("<div><h3>{}</h3><ol>{}</ol></div>\n", name, items);
    }

    [[nodiscard]] std::string bars() const
    {
        std::string text;
        for (auto const code : charted) {
            std::vector<std::pair<std::string, std::int64_t>> values;
            for (auto const& row : edition_.figures.rows) {
                values.emplace_back(object_name(row.object), value(row.sums, code));
            }
            text += chart(name_of(measure(code)), values);
        }
        std::vector<std::pair<std::string, std::int64_t>> types;
        for (auto const& [type, cases] : edition_.figures.types) {
            types.emplace_back(escaped(type_name(type, chinese_)), cases);
        }
        std::ranges::sort(types, std::greater{}, &std::pair<std::string, std::int64_t>::second);
        text += chart(std::string{in("转办，按污染类型", "transferred, by pollution type")}, types);
        return fmt::format(
            "<h2>{}</h2>\n<div class=\"bars\">{}</div>\n", in("图示", "In pictures"), text
        );
    }

    [[nodiscard]] std::string rates_part() const
    {
        std::string rows;
        for (auto const& rate : rates()) {
            rows += fmt::format(
                "<tr><td>{}</td><td>{}</td><td class=\"words\">{}</td></tr>\n",
                chinese_ ? rate.zh : rate.en,
                rate_text(value(edition_.figures.total, rate)),
                formula_in_words(rate, chinese_)
            );
        }
        return fmt::format(
            "<h2>{}</h2>\n<div class=\"wide\" tabindex=\"0\"><table><tbody>{}</tbody></table></div>"
            "\n",
            in("比率及其算式", "Rates, each with its formula"),
            rows
        );
    }

    [[nodiscard]] std::string formulas() const
    {
        std::string rows;
        for (auto const& counted : measures_) {
            rows += fmt::format(
                "<tr id=\"{}\"><td>{}</td><td>{}</td><td>{}</td><td class=\"words\">{}</td></tr>\n",
                counted.code,
                name_of(counted),
                figure(counted.code, edition_.figures.total),
                unit_of(counted),
                escaped(formula(counted))
            );
        }
        std::string rules;
        for (auto const& rule : rules_in_words(edition_.rules, chinese_)) {
            rules += "<li>" + escaped(rule) + "</li>";
        }
        return fmt::format(
            "<h2>{}</h2>\n<div class=\"wide\" tabindex=\"0\"><table><tbody>{}</tbody></table></div>"
            "\n<h2>{}</h2>\n<ul class=\"rules\">{}</ul>\n",
            in("全部指标及其算式", "Every measure, with its formula"),
            rows,
            in("统计口径", "Rules of counting"),
            rules
        );
    }

    [[nodiscard]] std::string foot() const
    {
        std::string marks;
        for (auto const& mark : edition_.logs) {
            marks += fmt::format("{} {} {}<br>", mark.object, mark.size, mark.root);
        }
        std::string checks;
        for (auto const& breach : contradictions(edition_.figures, edition_.rules)) {
            checks += fmt::format(
                "<span class=\"over\">{} {}: {} / {}</span><br>",
                in("需核对", "needs checking"),
                escaped(chinese_ ? breach.law.zh : breach.law.en),
                breach.found,
                breach.expected
            );
        }
        if (checks.empty()) {
            checks = in("各数相互一致。", "The figures agree with each other.");
        }
        return fmt::format(
            "<footer><p>{}</p><p>{}<br>{}</p></footer>\n",
            checks,
            in("本期所据台账（对象、事件数、树根）：",
               "Counted from these logs (object, events, root):"),
            marks
        );
    }

    Edition const& edition_;
    bool chinese_;
    std::vector<Measure> measures_;
};

} // namespace

std::string html_page(Edition const& edition, bool chinese)
{
    return Page{edition, chinese}.write();
}

} // namespace ducha::bulletin
