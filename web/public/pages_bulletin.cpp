// The page of a bulletin: the sentence with its figures, the table, bars, definitions.
#include "domain/bulletin/wording.h"

#include "web/public/pages.h"
#include "web/public/parts.h"

#include <algorithm>

namespace ducha::web {
namespace {

using bulletin::Edition;
using bulletin::Measure;
using bulletin::Sums;

/// Writes the parts of one bulletin in one language.
class Bulletin {
public:
    Bulletin(Visit const& visit, Edition const& edition)
        : words_{visit.words}, edition_{edition}, measures_{bulletin::measures(edition.rules)}
    {
    }

    [[nodiscard]] Html write() const
    {
        auto const as_of = bulletin::instant_text(edition_.as_of, words_.chinese());
        return html(
            "<h1>{}</h1>\n<p class=\"hint\">{} · {}{}</p>\n{}<p class=\"sentence\">{}</p>\n"
            "<p class=\"hint\">{}</p>\n{}{}{}<h2>{}</h2>\n{}{}",
            words_("bulletin.title"),
            words_.chinese() ? edition_.inspection.name_zh : edition_.inspection.name_en,
            words_.with("bulletin.as_of", {{"when", as_of}}),
            number_part(),
            correction_part(),
            sentence_part(),
            words_("bulletin.sentence_hint"),
            table_part(),
            bars_part(),
            definitions_part(),
            words_("bulletin.rules"),
            list_of(bulletin::rules_in_words(edition_.rules, words_.chinese())),
            logs_part()
        );
    }

private:
    [[nodiscard]] Measure const& measure(std::string_view code) const
    {
        return *std::ranges::find(measures_, code, &Measure::code);
    }

    [[nodiscard]] std::string_view name_of(Measure const& measure) const
    {
        return words_.chinese() ? measure.zh : measure.en;
    }

    /// In brackets; empty where there is none.
    [[nodiscard]] std::string unit_of(Measure const& measure) const
    {
        auto const& unit = code_row(measure.unit);
        auto const name = std::string{words_.chinese() ? unit.zh : unit.en};
        return name.empty() ? name : words_.chinese() ? "（" + name + "）" : "(" + name + ")";
    }

    [[nodiscard]] std::string figure(std::string_view code, Sums const& sums) const
    {
        auto const unit = measure(code).unit;
        return bulletin::figure_text(unit, bulletin::value(sums, code), words_.chinese());
    }

    [[nodiscard]] std::string object_name(std::string_view code) const
    {
        auto const& objects = edition_.inspection.objects;
        auto const found = std::ranges::find(objects, code, &inspection::InspectedObject::code);
        if (found == objects.end()) {
            return std::string{code};
        }
        return words_.chinese() ? found->name_zh : found->name_en;
    }

    [[nodiscard]] std::string number_part() const
    {
        if (!edition_.number) {
            return {};
        }
        auto const number = std::to_string(*edition_.number);
        return " · " + words_.with("bulletin.number", {{"number", number}});
    }

    [[nodiscard]] Html correction_part() const
    {
        if (!edition_.corrects) {
            return {};
        }
        auto const number = std::to_string(*edition_.corrects);
        auto const corrects = words_.with("bulletin.corrects", {{"number", number}});
        return html("<p class=\"notice\">{}{}</p>\n", corrects, edition_.why);
    }

    [[nodiscard]] Html sentence_part() const
    {
        Html text;
        auto const pieces = bulletin::sentence(
            edition_.figures, edition_.as_of, edition_.inspection.channels, words_.chinese()
        );
        for (auto const& piece : pieces) {
            text += piece.measure.empty()
                ? html("{}", piece.text)
                : html("<a href=\"{}\">{}</a>", Address::on_page(piece.measure), piece.text);
        }
        return text;
    }

    [[nodiscard]] Html cells(Sums const& sums) const
    {
        Html row;
        for (auto const column : bulletin::sentence_measures) {
            row += html("<td>{}</td>", figure(column, sums));
        }
        return row;
    }

    [[nodiscard]] Html table_part() const
    {
        Html head;
        for (auto const column : bulletin::sentence_measures) {
            auto const& counted = measure(column);
            head += html(
                "<th scope=\"col\">{} <span>{}</span></th>", name_of(counted), unit_of(counted)
            );
        }
        Html body;
        for (auto const& row : edition_.figures.rows) {
            body += html(
                "<tr><th scope=\"row\">{}</th>{}</tr>\n", object_name(row.object), cells(row.sums)
            );
        }
        return html(
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"by-object\" tabindex=\"0\">\n"
            "<table>\n<caption id=\"by-object\">{}</caption>\n<thead><tr><th scope=\"col\">{}</th>"
            "{}</tr></thead>\n<tbody>\n{}</tbody>\n<tfoot><tr><th "
            "scope=\"row\">{}</th>{}</tr></tfoot>"
            "\n</table>\n</div>\n",
            words_("bulletin.table"),
            words_("bulletin.object"),
            head,
            body,
            words_("bulletin.total"),
            cells(edition_.figures.total)
        );
    }

    /// The bar is a picture; its words stand beside it and in the table.
    [[nodiscard]] Html bar_of(bulletin::Row const& row) const
    {
        auto const transferred = bulletin::value(row.sums, "transferred");
        auto const closed = bulletin::value(row.sums, "closed");
        bulletin::Rate const completed{
            .code = "", .zh = "", .en = "", .parts = {"closed"}, .whole = "transferred"
        };
        auto const rate = bulletin::value(row.sums, completed);
        // In thousandths of the width; more than the whole can happen under some rules of counting.
        auto const width = std::clamp<std::int64_t>(rate.value_or(0) / 10, 0, 1000);
        auto const name = object_name(row.object);
        auto const text = words_.with(
            "bulletin.chart_text",
            {{"object", name},
             {"transferred", std::to_string(transferred)},
             {"closed", std::to_string(closed)},
             {"share", bulletin::rate_text(rate)}}
        );
        return html(
            "<li><span>{}</span><svg viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" "
            "role=\"img\" "
            "aria-label=\"{}\"><rect class=\"rest\" width=\"1000\" height=\"14\"></rect>"
            "<rect class=\"bar\" width=\"{}\" height=\"14\"></rect></svg><span class=\"share\">{}"
            "</span></li>\n",
            name,
            text,
            width,
            bulletin::rate_text(rate)
        );
    }

    [[nodiscard]] Html bars_part() const
    {
        Html bars;
        for (auto const& row : edition_.figures.rows) {
            bars += bar_of(row);
        }
        return html("<h2>{}</h2>\n<ul class=\"bars\">\n{}</ul>\n", words_("bulletin.chart"), bars);
    }

    [[nodiscard]] std::string amount_of(Measure const& counted) const
    {
        auto const amount = bulletin::value(edition_.figures.total, counted.code);
        return bulletin::figure_with_unit(counted.unit, amount, words_.chinese());
    }

    /// In plain words, what stands in the sentence; with its formula, every measure.
    [[nodiscard]] Html definitions_part() const
    {
        Html plain;
        for (auto const code : bulletin::sentence_measures) {
            auto const& counted = measure(code);
            plain += html(
                "<div id=\"{}\"><dt>{} {}</dt><dd>{}</dd></div>\n",
                code,
                name_of(counted),
                amount_of(counted),
                words_("bulletin.def_" + std::string{code})
            );
        }
        Html every;
        for (auto const& counted : measures_) {
            every += html(
                "<div><dt>{} {}</dt><dd>{}</dd></div>\n",
                name_of(counted),
                amount_of(counted),
                bulletin::formula(counted)
            );
        }
        return html(
            "<h2>{}</h2>\n<dl class=\"definitions\">\n{}</dl>\n<details>\n<summary>{}</summary>\n"
            "<p class=\"hint\">{}</p>\n<dl class=\"definitions\">\n{}</dl>\n</details>\n",
            words_("bulletin.definitions"),
            plain,
            words_("bulletin.every_measure"),
            words_("bulletin.formula_hint"),
            every
        );
    }

    /// What whoever verifies the bulletin needs.
    [[nodiscard]] Html logs_part() const
    {
        if (edition_.logs.empty()) {
            return {};
        }
        Html logs;
        for (auto const& mark : edition_.logs) {
            auto const size = std::to_string(mark.size);
            logs += html(
                "<div><dt>{}</dt><dd>{}</dd></div>\n",
                object_name(mark.object),
                words_.with("bulletin.log", {{"events", size}, {"root", mark.root}})
            );
        }
        return html(
            "<details>\n<summary>{}</summary>\n<p class=\"hint\">{}</p>\n"
            "<dl class=\"definitions\">\n{}</dl>\n</details>\n",
            words_("bulletin.verify"),
            words_("bulletin.verify_hint"),
            logs
        );
    }

    Words const& words_;
    Edition const& edition_;
    std::vector<Measure> measures_;
};

} // namespace

std::string bulletin_page(Visit const& visit, Edition const& edition)
{
    auto const as_of = bulletin::instant_text(edition.as_of, visit.words.chinese());
    auto const title = std::string{visit.words("bulletin.title")} + " · " +
        visit.words.with("bulletin.as_of", {{"when", as_of}});
    return framed(
        visit,
        {.title = title, .main = Bulletin{visit, edition}.write(), .path = "/bulletin", .wide = true
        }
    );
}

std::string no_bulletin_page(Visit const& visit)
{
    auto const& words = visit.words;
    auto const time = clock_text(visit.desk.daily_cut);
    auto const main = html(
        "<h1>{}</h1>\n<p>{}</p>\n",
        words("bulletin.title"),
        words.with("bulletin.none", {{"time", time}})
    );
    return framed(
        visit, {.title = std::string{words("bulletin.title")}, .main = main, .path = "/bulletin"}
    );
}

} // namespace ducha::web
