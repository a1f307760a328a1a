// The table of measures.
#include "domain/bulletin/measures.h"

#include <algorithm>

namespace ducha::bulletin {
namespace {

using inspection::CountingRules;

constexpr auto reports = Subject::report;
constexpr auto cases = Subject::case_file;

/// Matters that lie in the case of another: what combining took out. A repeat that leaves its case
/// after hand-over is still one.
std::vector<Term> const combined_terms{
    {"matters"},
    {"matters_withdrawn", -1},
    {"matters_forwarded", -1},
    {"cases", -1},
    {"withdrawn_after_hand_over"},
};

std::vector<Term> with(std::vector<Term> terms, std::vector<Term> const& more, int sign)
{
    for (auto const& term : more) {
        terms.push_back({term.fact, term.sign * sign});
    }
    return terms;
}

/// Accepted matters: a split report once for each.
std::vector<Term> const matter_terms{{"matters"}, {"matters_forwarded", -1}};

/// What is combined is a matter. So where repeats are removed, matters are what is left over: of a
/// split report, those parts that are no repeats.
std::vector<Term> accepted_terms(CountingRules const& rules)
{
    if (rules.repeats == inspection::RepeatRule::removed) {
        return with(matter_terms, combined_terms, -1);
    }
    return rules.split == inspection::SplitRule::matter ? matter_terms
                                                        : std::vector<Term>{{"accepted"}};
}

std::vector<Term> received_terms(CountingRules const& rules)
{
    if (rules.repeats == inspection::RepeatRule::kept) {
        return {{"received"}};
    }
    return with({{"received"}, {"accepted", -1}}, accepted_terms(rules), 1);
}

std::vector<Term> transferred_terms(CountingRules const& rules)
{
    bool const kept = rules.withdrawn == inspection::WithdrawnRule::kept;
    return kept ? std::vector<Term>{{"transferred"}}
                : std::vector<Term>{{"transferred"}, {"withdrawn_after_hand_over", -1}};
}

void add_intake(std::vector<Measure>& all, CountingRules const& rules)
{
    auto const received = received_terms(rules);
    auto const unit = MeasureUnit::pieces;
    all.push_back({"received", "收到", "received", reports, unit, received});
    constexpr std::pair<Channel, std::string_view> channels[] = {
        {Channel::call, "received_call"},
        {Channel::letter, "received_letter"},
        {Channel::web, "received_web"},
        {Channel::visit, "received_visit"},
    };
    for (auto const& [channel, code] : channels) {
        auto const& row = code_row(channel);
        all.push_back({code, row.zh, row.en, reports, unit, received, channel});
    }
    all.push_back({"accepted", "受理", "accepted", reports, unit, accepted_terms(rules)});
    all.push_back({"not_accepted", "不予受理", "not accepted", reports, unit, {{"not_accepted"}}});
    all.push_back({"forwarded", "转送其他单位", "forwarded", reports, unit, {{"forwarded"}}});
    all.push_back(
        {"undecided",
         "待判",
         "undecided",
         reports,
         unit,
         {{"received"}, {"accepted", -1}, {"not_accepted", -1}, {"forwarded", -1}}}
    );
    all.push_back({"combined", "并入他件", "combined with others", reports, unit, combined_terms});
}

void add_cases(std::vector<Measure>& all, CountingRules const& rules)
{
    auto const unit = MeasureUnit::pieces;
    all.push_back({"cases", "形成交办件", "cases", cases, unit, {{"cases"}}});
    all.push_back({"transferred", "转办", "transferred", cases, unit, transferred_terms(rules)});
    all.push_back(
        {"withdrawn_after_hand_over",
         "转办后撤回",
         "withdrawn after hand-over",
         cases,
         unit,
         {{"withdrawn_after_hand_over"}}}
    );
    all.push_back({"watched", "重点关注", "watched", cases, unit, {{"watched"}}});
    all.push_back({"joint", "合办", "handled jointly", cases, unit, {{"joint_transferred"}}});
}

void add_results(std::vector<Measure>& all)
{
    using enum MeasureUnit;
    std::pair<std::string_view, std::pair<std::string_view, std::string_view>> const findings[] = {
        {"results", {"已反馈", "with a result"}},
        {"closed", {"已办结", "completed"}},
        {"phased", {"阶段性办结", "completed for a phase"}},
        {"in_progress", {"正在办理", "in progress"}},
        {"true", {"属实", "true"}},
        {"basically_true", {"基本属实", "basically true"}},
        {"partly_true", {"部分属实", "partly true"}},
        {"untrue", {"不属实", "untrue"}},
        {"immediate", {"立行立改", "rectified at once"}},
        {"by_deadline", {"限期整改", "rectified by a deadline"}},
        {"long_term", {"长期坚持", "kept up for good"}},
    };
    for (auto const& [code, names] : findings) {
        all.push_back({code, names.first, names.second, cases, pieces, {{code}}});
    }
    all.push_back({"ordered", "责令整改", "ordered to rectify", cases, enterprises, {{"ordered"}}});
    all.push_back({"penalised", "立案处罚", "penalised", cases, enterprises, {{"penalised"}}});
    all.push_back({"fine", "罚款", "fines", cases, fen, {{"fine_fen"}}});
    all.push_back({"seized", "查封扣押", "seizures", cases, pieces, {{"seized"}}});
    all.push_back({"criminal", "立案侦查", "criminal cases filed", cases, pieces, {{"criminal"}}});
    all.push_back(
        {"detained", "拘留", "detained", cases, people, {{"detained_admin"}, {"detained_criminal"}}}
    );
    all.push_back(
        {"detained_admin",
         "行政拘留",
         "administrative detention",
         cases,
         people,
         {{"detained_admin"}}}
    );
    all.push_back(
        {"detained_criminal",
         "刑事拘留",
         "criminal detention",
         cases,
         people,
         {{"detained_criminal"}}}
    );
    all.push_back({"interviewed", "约谈", "interviewed", cases, people, {{"interviewed"}}});
    all.push_back({"accountable", "问责", "held accountable", cases, people, {{"accountable"}}});
}

} // namespace

std::vector<Measure> measures(CountingRules const& rules)
{
    std::vector<Measure> all;
    add_intake(all, rules);
    add_cases(all, rules);
    add_results(all);
    return all;
}

std::optional<Measure> find_measure(CountingRules const& rules, std::string_view code)
{
    auto all = measures(rules);
    auto const found = std::ranges::find(all, code, &Measure::code);
    return found == all.end() ? std::nullopt : std::optional{std::move(*found)};
}

std::string formula(Measure const& measure)
{
    std::string text;
    for (auto const& term : measure.terms) {
        text += term.sign < 0 ? " - " : text.empty() ? "" : " + ";
        text += term.fact;
    }
    return measure.channel ? text + " (" + std::string{code(*measure.channel)} + ")" : text;
}

std::span<Rate const> rates()
{
    static std::vector<Rate> const all{
        {"accepted_share", "受理率", "accepted", {"accepted"}, "received"},
        {"combined_share", "并案率", "combined", {"combined"}, "accepted"},
        {"answered_share", "反馈率", "answered", {"results"}, "transferred"},
        {"closed_share", "办结率", "completed", {"closed", "phased"}, "transferred"},
        {"fully_closed_share", "办结率（不含阶段性）", "fully completed", {"closed"}, "transferred"
        },
        {"untrue_of_transferred", "不属实率（占转办）", "untrue", {"untrue"}, "transferred"},
        {"untrue_of_closed", "不属实率（占办结）", "untrue of completed", {"untrue"}, "closed"},
        {"accountable_per_case",
         "问责人数与办结件之比",
         "accountable per completed case",
         {"accountable"},
         "closed"},
    };
    return all;
}

std::string formula(Rate const& rate)
{
    std::string text;
    for (auto const part : rate.parts) {
        text += (text.empty() ? "" : " + ") + std::string{part};
    }
    return (rate.parts.size() > 1 ? "(" + text + ")" : text) + " / " + std::string{rate.whole};
}

} // namespace ducha::bulletin
