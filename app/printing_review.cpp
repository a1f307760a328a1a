// What waits for a person, and the models: in words, for machines.
#include "platform/json/text.h"
#include "platform/tabular/tabular.h"

#include "engines/neardup/model_file.h"

#include "domain/casefile/number.h"
#include "domain/merge/evidence_words.h"

#include "app/printing.h"
#include "app/printing_merge.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

constexpr std::size_t most_reasons = 3;

double score_of(OpenProposal const& proposal)
{
    return static_cast<double>(proposal.placement.score_ppm) / 1e6;
}

/// `+2.1 they share rare words; +1.0 names sound alike`
std::string reasons_as_text(OpenProposal const& proposal, bool for_joining, bool chinese)
{
    std::string text;
    if (proposal.weighed) {
        auto const features =
            merge::strongest(proposal.weighed->features, for_joining, most_reasons);
        for (auto const& feature : features) {
            auto const& row = code_row(feature.name);
            text += fmt::format(
                "{}{:+.1f} {}",
                text.empty() ? "" : (chinese ? "；" : "; "),
                feature.weight,
                chinese ? row.zh : row.en
            );
        }
    }
    return text.empty() ? (chinese ? "（无）" : "(nothing)") : text;
}

std::string reasons_as_json(OpenProposal const& proposal, bool for_joining)
{
    std::vector<std::string> rows;
    if (proposal.weighed) {
        auto const features =
            merge::strongest(proposal.weighed->features, for_joining, most_reasons);
        for (auto const& feature : features) {
            auto const& row = code_row(feature.name);
            json::ObjectText object;
            object.put("name", json::quoted(row.code));
            object.put("zh", json::quoted(row.zh));
            object.put("en", json::quoted(row.en));
            object.put("weight", fmt::format("{:.6f}", feature.weight));
            rows.push_back(object.take());
        }
    }
    return json::array_text(rows);
}

std::string join_command(OpenProposal const& proposal, std::string const& options)
{
    return fmt::format(
        R"(ducha act join_matter{} --json '{{"matter":{},"into":{}}}')",
        options,
        proposal.placement.matter.get(),
        proposal.of.id.get()
    );
}

std::string refuse_command(OpenProposal const& proposal, std::string const& options)
{
    return fmt::format(
        R"(ducha act refuse_join{} --json '{{"matter":{},"from":{}}}')",
        options,
        proposal.placement.matter.get(),
        proposal.of.id.get()
    );
}

std::string proposal_as_json(OpenProposal const& proposal, std::string const& options)
{
    json::ObjectText row;
    row.put("score", fmt::format("{:.6f}", score_of(proposal)));
    row.put("matter", std::to_string(proposal.placement.matter.get()));
    row.put("report", json::quoted(proposal.report));
    row.put("title", json::quoted(proposal.report_title));
    row.put("nearest", json::quoted(proposal.nearest));
    row.put("nearest_title", json::quoted(proposal.nearest_title));
    row.put("case", std::to_string(proposal.of.id.get()));
    row.put("number", json::quoted(proposal.of.number));
    row.put("standing", json::quoted(code(proposal.of.standing)));
    row.put("for", reasons_as_json(proposal, true));
    row.put("against", reasons_as_json(proposal, false));
    row.put(
        "join", proposal.can_be_joined ? json::quoted(join_command(proposal, options)) : "null"
    );
    row.put("refuse", json::quoted(refuse_command(proposal, options)));
    return row.take();
}

std::string proposals_as_csv(std::vector<OpenProposal> const& proposals)
{
    std::string csv = "score,report,nearest,case,number,standing";
    for (auto const& proposal : proposals) {
        csv += fmt::format(
            "\n{:.6f},{},{},{},{},{}",
            score_of(proposal),
            tabular::quoted_cell(proposal.report),
            tabular::quoted_cell(proposal.nearest),
            proposal.of.id.get(),
            tabular::quoted_cell(proposal.of.number),
            code(proposal.of.standing)
        );
    }
    return csv;
}

std::string proposal_as_text(OpenProposal const& proposal, std::string const& options, bool chinese)
{
    auto const& standing = code_row(proposal.of.standing);
    auto const number = casefile::grouped(proposal.of.number);
    auto text = fmt::format(
        "{:.3f}  {} ~ {}  {} {} {}{}{}\n            {} ~ {}",
        score_of(proposal),
        proposal.report,
        proposal.nearest,
        chinese ? "案件" : "case",
        proposal.of.id.get(),
        chinese ? standing.zh : standing.en,
        number.empty() ? "" : " ",
        number,
        proposal.report_title,
        proposal.nearest_title
    );
    auto const line = [&](std::string_view zh, std::string_view en, std::string const& what) {
        text += fmt::format("\n      {} {}", padded(chinese ? zh : en, 9), what);
    };
    line("支持", "for", reasons_as_text(proposal, true, chinese));
    line("反对", "against", reasons_as_text(proposal, false, chinese));
    line(
        "并入",
        "same",
        proposal.can_be_joined ? join_command(proposal, options)
            : chinese          ? "（本件已编号，不能并入他件）"
                               : "(its own case has a number and stays)"
    );
    line("不是", "not same", refuse_command(proposal, options));
    return text;
}

/// Name and value, one a line.
std::string figures_as_text(neardup::Model const& model)
{
    std::string text;
    for (auto const& figure : model.figures) {
        text += fmt::format("\n  {} {:.6g}", padded(figure.name, 32), figure.value);
    }
    return text;
}

std::string figures_as_json(neardup::Model const& model)
{
    json::ObjectText figures;
    for (auto const& figure : model.figures) {
        figures.put(figure.name, fmt::format("{:.6g}", figure.value));
    }
    return figures.take();
}

std::string model_as_json(neardup::Model const& model)
{
    json::ObjectText weights;
    for (auto const& row : Codes<neardup::Evidence>::table) {
        auto const weight = model.weights[static_cast<std::size_t>(row.value)];
        weights.put(row.code, fmt::format("{:.6f}", weight));
    }
    json::ObjectText bounds;
    for (auto const& limit : neardup::named_limits(model.limits)) {
        bounds.put(limit.name, std::to_string(limit.value));
    }
    json::ObjectText object;
    object.put("name", json::quoted(model.name));
    object.put("version", json::quoted(model.version));
    object.put("described", json::quoted(model.described));
    object.put("figures", figures_as_json(model));
    object.put("weights", weights.take());
    object.put("limits", bounds.take());
    return object.take();
}

} // namespace

std::string print_proposals(
    std::vector<OpenProposal> const& proposals,
    std::int64_t waiting,
    std::string const& options,
    Arguments const& arguments
)
{
    if (arguments.json || arguments.format == "json") {
        std::vector<std::string> rows;
        for (auto const& proposal : proposals) {
            rows.push_back(proposal_as_json(proposal, options));
        }
        json::ObjectText object;
        object.put("waiting", std::to_string(waiting));
        object.put("proposals", json::array_text(rows));
        return object.take();
    }
    if (arguments.format == "csv") {
        return proposals_as_csv(proposals);
    }
    bool const chinese = arguments.chinese;
    auto text =
        fmt::format(fmt::runtime(chinese ? "待定并案建议 {} 件" : "{} proposals wait"), waiting);
    for (std::size_t i = 0; i < proposals.size(); ++i) {
        text += fmt::format("\n{:>3}  {}", i + 1, proposal_as_text(proposals[i], options, chinese));
    }
    return text;
}

std::string print_model(neardup::Model const& model, Arguments const& arguments)
{
    if (arguments.json) {
        return model_as_json(model);
    }
    bool const chinese = arguments.chinese;
    auto text = fmt::format(
        "{} {}/{}  {}", chinese ? "模型" : "model", model.name, model.version, model.described
    );
    text += figures_as_text(model);
    text +=
        chinese ? "\n  证据的权重（对数几率）" : "\n  weights of the evidence (log odds a unit)";
    for (auto const& row : Codes<neardup::Evidence>::table) {
        auto const weight = model.weights[static_cast<std::size_t>(row.value)];
        text += fmt::format("\n    {:+8.3f}  {}", weight, chinese ? row.zh : row.en);
    }
    text += chinese ? "\n  限度" : "\n  limits";
    for (auto const& limit : neardup::named_limits(model.limits)) {
        text += fmt::format(" {} {}", limit.name, limit.value);
    }
    return text;
}

std::string
print_fitted(merge::Fitted const& fitted, std::string const& file, Arguments const& arguments)
{
    if (arguments.json) {
        json::ObjectText object;
        object.put("file", json::quoted(file));
        object.put("name", json::quoted(fitted.model.name));
        object.put("version", json::quoted(fitted.model.version));
        object.put("described", json::quoted(fitted.model.described));
        object.put("figures", figures_as_json(fitted.model));
        return object.take();
    }
    return fmt::format(
               fmt::runtime(
                   arguments.chinese ? "已拟合模型 {}/{}：{}" : "fitted the model {}/{}: {}"
               ),
               fitted.model.name,
               fitted.model.version,
               file
           ) +
        "\n  " + fitted.model.described + figures_as_text(fitted.model);
}

} // namespace ducha::app
