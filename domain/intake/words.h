// The words of 受理: what reports are about, how they are judged, and their code names.
#pragma once

#include "base/code.h"

namespace ducha::intake {

/// Pollution types (domain.md 2.4): the union of what published tables use.
enum class Type {
    water,
    air,
    soil,
    ecology,
    noise,
    radiation,
    marine,
    solid_waste,
    refuse,
    cooking_fume,
    dust,
    heavy_metal,
    other,
};

/// What a report is about: a problem, or someone ordering others to stop (L21-07).
enum class ReportKind { complaint, stop_report };

/// Why a person declines. Never because a report is anonymous.
enum class DeclineReason {
    clue_too_vague,
    out_of_scope,
    out_of_place,
    out_of_period,
    nuisance,
};

/// What cannot wait for the day's batch (B21-05).
enum class UrgentGround { life, drinking_water, dumping_going_on };

enum class MatterState { undecided, accepted, declined, forwarded, withdrawn };

/// A report follows its matters: accepted if any of them is.
enum class ReportState { undecided, accepted, not_accepted, forwarded };

} // namespace ducha::intake

template <>
struct ducha::Codes<ducha::intake::Type> {
    using Type = intake::Type;
    static constexpr CodeRow<Type> table[] = {
        {Type::water, "water", "水", "water"},
        {Type::air, "air", "大气", "air"},
        {Type::soil, "soil", "土壤", "soil"},
        {Type::ecology, "ecology", "生态", "ecology"},
        {Type::noise, "noise", "噪声", "noise"},
        {Type::radiation, "radiation", "辐射", "radiation"},
        {Type::marine, "marine", "海洋", "marine"},
        {Type::solid_waste, "solid_waste", "固废", "solid waste"},
        {Type::refuse, "refuse", "垃圾", "refuse"},
        {Type::cooking_fume, "cooking_fume", "油烟", "cooking fume"},
        {Type::dust, "dust", "扬尘", "dust"},
        {Type::heavy_metal, "heavy_metal", "重金属", "heavy metal"},
        {Type::other, "other", "其他", "other"},
    };
};

template <>
struct ducha::Codes<ducha::intake::ReportKind> {
    using Kind = intake::ReportKind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::complaint, "complaint", "举报", "complaint"},
        {Kind::stop_report, "stop_report", "反映“一刀切”停工停产", "report of a stop order"},
    };
};

template <>
struct ducha::Codes<ducha::intake::DeclineReason> {
    using Reason = intake::DeclineReason;
    static constexpr CodeRow<Reason> table[] = {
        {Reason::clue_too_vague, "clue_too_vague", "线索不详", "the clue is too vague"},
        {Reason::out_of_scope, "out_of_scope", "不属于督察范围", "out of the inspection's scope"},
        {Reason::out_of_place, "out_of_place", "不在督察地区", "out of the inspected place"},
        {Reason::out_of_period, "out_of_period", "不在进驻时间内", "out of the stay"},
        {Reason::nuisance, "nuisance", "空号或骚扰来电", "an empty or nuisance call"},
    };
};

template <>
struct ducha::Codes<ducha::intake::UrgentGround> {
    using Ground = intake::UrgentGround;
    static constexpr CodeRow<Ground> table[] = {
        {Ground::life, "life", "危及生命安全", "danger to life"},
        {Ground::drinking_water, "drinking_water", "危及饮用水", "danger to drinking water"},
        {Ground::dumping_going_on, "dumping_going_on", "正在倾倒", "dumping is going on"},
    };
};

template <>
struct ducha::Codes<ducha::intake::MatterState> {
    using State = intake::MatterState;
    static constexpr CodeRow<State> table[] = {
        {State::undecided, "undecided", "待判", "undecided"},
        {State::accepted, "accepted", "受理", "accepted"},
        {State::declined, "declined", "不予受理", "declined"},
        {State::forwarded, "forwarded", "转送其他单位", "forwarded"},
        {State::withdrawn, "withdrawn", "撤回", "withdrawn"},
    };
};

template <>
struct ducha::Codes<ducha::intake::ReportState> {
    using State = intake::ReportState;
    static constexpr CodeRow<State> table[] = {
        {State::undecided, "undecided", "待判", "undecided"},
        {State::accepted, "accepted", "受理", "accepted"},
        {State::not_accepted, "not_accepted", "未受理", "not accepted"},
        {State::forwarded, "forwarded", "转送", "forwarded"},
    };
};
