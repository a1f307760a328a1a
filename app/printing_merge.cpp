// What people and machines read of merging.
#include "app/printing_merge.h"

#include "platform/json/text.h"

#include "domain/merge/evidence_words.h"

#include "app/marking.h"
#include "app/printing.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

using neardup::Feature;

template <Coded Enum>
std::string_view word(Enum value, bool chinese)
{
    auto const& row = code_row(value);
    return chinese ? row.zh : row.en;
}

std::string feature_as_json(Feature const& feature)
{
    auto const& row = code_row(feature.name);
    json::ObjectText object;
    object.put("name", json::quoted(row.code));
    object.put("zh", json::quoted(row.zh));
    object.put("en", json::quoted(row.en));
    object.put("value", fmt::format("{:.6f}", feature.value));
    object.put("weight", fmt::format("{:.6f}", feature.weight));
    return object.take();
}

std::string features_as_json(std::vector<Feature> const& features)
{
    std::vector<std::string> rows;
    for (auto const& feature : features) {
        rows.push_back(feature_as_json(feature));
    }
    return json::array_text(rows);
}

double share_of(std::int64_t ppm)
{
    return static_cast<double>(ppm) / 1e6;
}

// --- why ------------------------------------------------------------------------------------

/// The evidence that counts: of the pair, or of the report and the case that was ruled on.
struct Weight {
    std::vector<Feature> const* features = nullptr;
    double log_odds = 0.0;
    double probability = 0.0;
    std::string model;
};

Weight weight_of(Explained const& explained)
{
    if (explained.is_pair || !explained.weighed) {
        auto const& pair = *explained.comparison;
        return {&pair.features, pair.log_odds, pair.probability, pair.model};
    }
    auto const& own = *explained.weighed;
    return {&own.features, own.log_odds, own.probability, own.model};
}

std::string features_as_text(Weight const& weight, bool chinese)
{
    auto text =
        fmt::format("\n  {}", chinese ? "证据（权重，取值）：" : "evidence (weight, value):");
    for (auto const& feature : *weight.features) {
        if (feature.weight != 0) {
            text += fmt::format(
                "\n    {:+8.3f} {:8.3f}  {}",
                feature.weight,
                feature.value,
                word(feature.name, chinese)
            );
        }
    }
    return text +
        fmt::format(
               "\n    {:+8.3f}           {}",
               weight.log_odds,
               chinese ? "合计（对数几率）" : "sum (log odds)"
        );
}

std::string apart_as_text(merge::Comparison const& pair, bool chinese)
{
    auto const days = fmt::format("{:.1f}", pair.days_apart);
    auto const metres = pair.metres ? fmt::format("{:.0f}", *pair.metres) : std::string{};
    if (chinese) {
        return "\n  相隔 " + days + " 天；" +
            (pair.metres ? "相距 " + metres + " 米" : "距离未知（未标注位置）");
    }
    return "\n  " + days + " days apart; " +
        (pair.metres ? metres + " metres apart" : "distance unknown (no pin)");
}

std::string texts_side_by_side(Explained const& explained, bool chinese)
{
    auto const& pair = *explained.comparison;
    std::vector<neardup::Span> in_a;
    std::vector<neardup::Span> in_b;
    for (auto const& shared : pair.words) {
        in_a.insert(in_a.end(), shared.in_a.begin(), shared.in_a.end());
        in_b.insert(in_b.end(), shared.in_b.begin(), shared.in_b.end());
    }
    auto const marks = marks_of_output();
    return fmt::format(
        "\n  {}\n    {}: {}\n    {}: {}",
        pair.words.empty() ? (chinese ? "两文没有共有的少见的词" : "no rare word is in both texts")
                           : (chinese ? "两文共有的少见的词：" : "rare words in both texts:"),
        explained.a,
        marked(pair.a, in_a, marks),
        explained.b,
        marked(pair.b, in_b, marks)
    );
}

std::string reasons_as_text(std::vector<merge::WhyNot> const& why, bool chinese)
{
    std::string text;
    for (auto const reason : why) {
        text += text.empty() ? "" : chinese ? "；" : "; ";
        text += word(reason, chinese);
    }
    return text;
}

/// Why a proposal is no joining. Nothing where a run had set its bar higher.
std::optional<merge::WhyNot>
why_only_proposed(merge::Weighed const& weighed, inspection::MergeThresholds const& bars)
{
    if (weighed.ruled.ruling != merge::Ruling::proposed) {
        return std::nullopt;
    }
    if (weighed.ruled.score_ppm < bars.join_ppm) {
        return merge::WhyNot::below_joining;
    }
    return weighed.agrees_with_root ? std::nullopt : std::optional{merge::WhyNot::root_differs};
}

std::string decision_as_text(Explained const& explained, bool chinese)
{
    auto const& weighed = *explained.weighed;
    auto const& ruled = weighed.ruled;
    auto text =
        fmt::format("\n  {}{}", chinese ? "处理：" : "decision: ", word(ruled.ruling, chinese));
    if (ruled.of) {
        text += fmt::format("  {} {}", chinese ? "案件" : "case", ruled.of->get());
    }
    if (!ruled.model.empty()) {
        text += fmt::format(
            fmt::runtime(chinese ? "  记录的概率 {:.6f}，模型 {}" : "  recorded: {:.6f}, model {}"),
            share_of(ruled.score_ppm),
            ruled.model
        );
    }
    if (auto const why = why_only_proposed(weighed, explained.bars)) {
        text += (chinese ? "：" : ": ") + std::string{word(*why, chinese)};
    }
    return text;
}

std::string not_chosen_as_text(Explained const& explained, bool chinese)
{
    auto const& near = explained.weighed->not_chosen;
    if (!near) {
        return chinese ? "\n  没有其他相近的案件" : "\n  no other case was near";
    }
    auto const why = reasons_as_text(near->why, chinese);
    return fmt::format(
        fmt::runtime(
            chinese ? "\n  未选的最近案件：{}（{}） 概率 {:.3f}{}{}"
                    : "\n  nearest case not chosen: {} ({}), probability {:.3f}{}{}"
        ),
        near->of.get(),
        explained.not_chosen,
        near->probability,
        why.empty()   ? ""
            : chinese ? "："
                      : ": ",
        why
    );
}

std::string explanation_as_text(Explained const& explained, bool chinese)
{
    std::string text = explained.b.empty() ? explained.a : explained.a + " ~ " + explained.b;
    if (explained.comparison) {
        auto const weight = weight_of(explained);
        text += fmt::format(
            fmt::runtime(
                chinese ? "  概率 {:.3f}（建议线 {:.3f}，并案线 {:.3f}）  模型 {}"
                        : "  probability {:.3f} (bars: propose {:.3f}, join {:.3f})  model {}"
            ),
            weight.probability,
            share_of(explained.bars.propose_ppm),
            share_of(explained.bars.join_ppm),
            weight.model
        );
        text += features_as_text(weight, chinese);
        text += apart_as_text(*explained.comparison, chinese);
        text += texts_side_by_side(explained, chinese);
    }
    if (!explained.weighed) {
        return text + (chinese ? "\n  处理：待并案" : "\n  decision: waiting");
    }
    return text + decision_as_text(explained, chinese) + not_chosen_as_text(explained, chinese);
}

std::string spans_as_json(std::vector<neardup::Span> const& spans)
{
    std::vector<std::string> rows;
    for (auto const& span : spans) {
        rows.push_back(fmt::format("[{},{}]", span.offset, span.length));
    }
    return json::array_text(rows);
}

void put_comparison(json::ObjectText& object, merge::Comparison const& pair)
{
    std::vector<std::string> words;
    std::vector<std::string> shared;
    for (auto const& found : pair.words) {
        json::ObjectText row;
        row.put("word", json::quoted(found.text));
        row.put("rarity", fmt::format("{:.4f}", found.rarity));
        row.put("in_a", spans_as_json(found.in_a));
        row.put("in_b", spans_as_json(found.in_b));
        shared.push_back(row.take());
        words.push_back(json::quoted(found.text));
    }
    object.put("words", json::array_text(words));
    object.put("shared", json::array_text(shared));
    object.put("text_a", json::quoted(pair.a));
    object.put("text_b", json::quoted(pair.b));
    object.put("days_apart", fmt::format("{:.4f}", pair.days_apart));
    object.put("metres", pair.metres ? fmt::format("{:.1f}", *pair.metres) : "null");
}

std::string decision_as_json(merge::Weighed const& weighed)
{
    auto const& ruled = weighed.ruled;
    json::ObjectText object;
    object.put("ruling", json::quoted(code(ruled.ruling)));
    object.put("event", std::to_string(ruled.seq.get()));
    object.put("case", ruled.of ? std::to_string(ruled.of->get()) : "null");
    object.put("score", fmt::format("{:.6f}", share_of(ruled.score_ppm)));
    object.put("probability", fmt::format("{:.8f}", weighed.probability));
    object.put("agrees_with_root", weighed.agrees_with_root ? "true" : "false");
    object.put("model", json::quoted(ruled.model));
    return object.take();
}

std::string not_chosen_as_json(Explained const& explained)
{
    auto const& near = explained.weighed->not_chosen;
    if (!near) {
        return "null";
    }
    std::vector<std::string> why;
    for (auto const reason : near->why) {
        why.push_back(json::quoted(code(reason)));
    }
    json::ObjectText object;
    object.put("case", std::to_string(near->of.get()));
    object.put("report", json::quoted(explained.not_chosen));
    object.put("probability", fmt::format("{:.6f}", near->probability));
    object.put("why", json::array_text(why));
    return object.take();
}

std::string explanation_as_json(Explained const& explained)
{
    json::ObjectText object;
    object.put("a", json::quoted(explained.a));
    object.put("b", explained.b.empty() ? "null" : json::quoted(explained.b));
    json::ObjectText bars;
    bars.put("propose", fmt::format("{:.6f}", share_of(explained.bars.propose_ppm)));
    bars.put("join", fmt::format("{:.6f}", share_of(explained.bars.join_ppm)));
    object.put("bars", bars.take());
    if (explained.comparison) {
        auto const weight = weight_of(explained);
        object.put("features", features_as_json(*weight.features));
        object.put("log_odds", fmt::format("{:.6f}", weight.log_odds));
        object.put("probability", fmt::format("{:.8f}", weight.probability));
        object.put("model", json::quoted(weight.model));
        put_comparison(object, *explained.comparison);
    }
    bool const looked_at = explained.weighed.has_value();
    object.put("decision", looked_at ? decision_as_json(*explained.weighed) : "null");
    object.put("not_chosen", looked_at ? not_chosen_as_json(explained) : "null");
    return object.take();
}

} // namespace

std::string print_explanation(Explained const& explained, Arguments const& arguments)
{
    return arguments.json ? explanation_as_json(explained)
                          : explanation_as_text(explained, arguments.chinese);
}

} // namespace ducha::app
